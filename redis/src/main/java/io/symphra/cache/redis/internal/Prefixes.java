package io.symphra.cache.redis.internal;

import io.symphra.cache.spi.Glob;

/** What a pattern says of the beginning of all that it matches, so that the server sends fewer keys. */
final class Prefixes {

  private Prefixes() {}

  /** The characters before the first one that means something; half of a surrogate pair is left out. */
  static String of(Glob glob) {
    String pattern = glob.pattern();
    int end = 0;
    while (end < pattern.length() && "*?[\\".indexOf(pattern.charAt(end)) < 0) {
      end++;
    }
    if (end > 0 && Character.isHighSurrogate(pattern.charAt(end - 1))) {
      end--;
    }
    return pattern.substring(0, end);
  }
}
