package io.symphra.cache.redis.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Rendered keys as text that fits between the braces of a hash tag, and back: never empty, without a closing brace, and
 * valid UTF-8.
 *
 * <p>{@code %} becomes {@code %25}, a closing brace {@code %7D}, half of a surrogate pair {@code %u} and four hex digits,
 * and the empty key a single {@code %}.
 */
final class KeyEscape {

  private static final String EMPTY = "%";

  private KeyEscape() {}

  static String escape(String key) {
    if (key.isEmpty()) {
      return EMPTY;
    }
    StringBuilder escaped = null;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!Character.isSurrogate(c) && c != '%' && c != '}') {
        if (escaped != null) {
          escaped.append(c);
        }
        continue;
      }
      boolean pair = Character.isHighSurrogate(c)
          && i + 1 < key.length()
          && Character.isLowSurrogate(key.charAt(i + 1));
      if (escaped == null) {
        escaped = new StringBuilder(key.length() + 8).append(key, 0, i);
      }
      if (pair) {
        escaped.append(c).append(key.charAt(++i));
      } else if (c == '%') {
        escaped.append("%25");
      } else if (c == '}') {
        escaped.append("%7D");
      } else {
        escaped.append("%u").append(String.format("%04X", (int) c));
      }
    }
    return escaped == null ? key : escaped.toString();
  }

  /** The key whose escaped form this is; empty if it is none. */
  static Optional<String> unescape(ByteBuffer bytes) {
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    String escaped = text.toString();
    String key = escaped.equals(EMPTY) ? "" : unescape(escaped);
    // Anything but the one form that escape() gives would be a second name of some key.
    return escape(key).equals(escaped) ? Optional.of(key) : Optional.empty();
  }

  private static String unescape(String escaped) {
    StringBuilder key = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      if (escaped.startsWith("%25", i)) {
        key.append('%');
        i += 2;
      } else if (escaped.startsWith("%7D", i)) {
        key.append('}');
        i += 2;
      } else if (escaped.startsWith("%u", i) && i + 6 <= escaped.length()) {
        int c = hex(escaped.substring(i + 2, i + 6));
        if (c < 0) {
          key.append('%');
        } else {
          key.append((char) c);
          i += 5;
        }
      } else {
        key.append(escaped.charAt(i));
      }
    }
    return key.toString();
  }

  private static int hex(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (Character.digit(digits.charAt(i), 16) < 0) {
        return -1;
      }
    }
    return Integer.parseInt(digits, 16);
  }
}
