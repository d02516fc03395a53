package io.symphra.cache.redis.internal;

import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds of keys that something was said of, so that it is said once of each. Bounded: of further kinds nothing is said.
 * Thread-safe.
 */
final class KeyPatterns {

  static final int MOST = 100;
  private static final int LONGEST_PART = 40;

  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /** Whether it is to be said now. */
  boolean isFirst(String pattern) {
    return said.size() < MOST && said.add(pattern);
  }

  /**
   * The kind of a key as a glob: of its parts between colons the last, and whichever holds a digit or is long, is a star. So
   * {@code user:42:avatar:large} is a {@code user:*:avatar:*}, and nothing that tells one user from another is left.
   */
  static String of(String rendered) {
    String[] parts = rendered.split(":", -1);
    StringJoiner pattern = new StringJoiner(":");
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      boolean names = i < parts.length - 1
          && part.length() <= LONGEST_PART
          && part.chars().noneMatch(Character::isDigit);
      pattern.add(names ? part : "*");
    }
    return pattern.toString();
  }
}
