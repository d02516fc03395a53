package io.symphra.cache.spi;

/**
 * A pattern over rendered keys, with the meaning it has in Redis.
 *
 * <p>{@code *} stands for any characters, also none; {@code ?} for one {@code char} (Redis takes one byte, so the two
 * differ beyond ASCII); {@code [abc]}, {@code [a-z]} and {@code [^abc]}
 * for one of, or not one of, a set; a backslash takes the next character as it is. A set that is never closed ends with
 * the pattern. Matching takes time proportional to the product of the two lengths at worst, whatever the pattern.
 *
 * <p>Immutable.
 *
 * @param pattern the pattern
 */
public record Glob(String pattern) {

  /** A pattern that matches exactly the strings that begin with {@code prefix} and go on as {@code rest} says. */
  public static Glob under(String prefix, Glob rest) {
    StringBuilder escaped = new StringBuilder(prefix.length() + rest.pattern.length());
    for (int i = 0; i < prefix.length(); i++) {
      char c = prefix.charAt(i);
      if ("*?[]\\^-".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return new Glob(escaped.append(rest.pattern).toString());
  }

  /**
   * Whether the whole of {@code text} matches.
   *
   * <p>A star is tried short first and made longer when what follows fails; only the last star needs that, because an
   * earlier one made longer can reach nothing that the later one does not.
   */
  public boolean matches(String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
        continue;
      }
      int next = p < pattern.length() ? matchOne(p, text.charAt(t)) : -1;
      if (next >= 0) {
        p = next;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Where the pattern goes on after its element at {@code p} took {@code c}, or -1 if it does not take it. */
  private int matchOne(int p, char c) {
    char element = pattern.charAt(p);
    if (element == '?') {
      return p + 1;
    }
    if (element == '[') {
      return matchSet(p + 1, c);
    }
    int literal = element == '\\' && p + 1 < pattern.length() ? p + 1 : p;
    return pattern.charAt(literal) == c ? literal + 1 : -1;
  }

  private int matchSet(int start, char c) {
    int p = start;
    boolean negated = p < pattern.length() && pattern.charAt(p) == '^';
    if (negated) {
      p++;
    }
    boolean found = false;
    while (p < pattern.length() && pattern.charAt(p) != ']') {
      if (pattern.charAt(p) == '\\' && p + 1 < pattern.length()) {
        found |= pattern.charAt(p + 1) == c;
        p += 2;
      } else if (p + 2 < pattern.length() && pattern.charAt(p + 1) == '-') {
        char low = (char) Math.min(pattern.charAt(p), pattern.charAt(p + 2));
        char high = (char) Math.max(pattern.charAt(p), pattern.charAt(p + 2));
        found |= low <= c && c <= high;
        p += 3;
      } else {
        found |= pattern.charAt(p) == c;
        p++;
      }
    }
    int end = Math.min(p + 1, pattern.length());
    return found != negated ? end : -1;
  }
}
