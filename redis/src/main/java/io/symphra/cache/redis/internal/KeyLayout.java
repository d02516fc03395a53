package io.symphra.cache.redis.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the entries of one cache lie: {@code <namespace>:v:<cache>:{<key>}} the value, with {@code g} in place of {@code
 * v} the guard. Both are in one hash slot.
 */
final class KeyLayout {

  private final byte[] values;
  private final byte[] guards;

  KeyLayout(String namespace, String cache) {
    values = (trackedPrefix(namespace) + cache + ":{").getBytes(UTF_8);
    guards = (namespace + ":g:" + cache + ":{").getBytes(UTF_8);
  }

  /** What all value keys of a namespace begin with. */
  static String trackedPrefix(String namespace) {
    return namespace + ":v:";
  }

  /** The name of the cache that a value key belongs to; empty if it does not begin with the tracked prefix. */
  static Optional<String> cacheOf(byte[] prefix, byte[] key) {
    if (!startsWith(key, prefix)) {
      return Optional.empty();
    }
    for (int i = prefix.length; i + 1 < key.length; i++) {
      if (key[i] == ':' && key[i + 1] == '{') {
        return Optional.of(new String(key, prefix.length, i - prefix.length, UTF_8));
      }
    }
    return Optional.empty();
  }

  byte[] valueKey(String rendered) {
    return key(values, rendered);
  }

  byte[] guardKey(String rendered) {
    return key(guards, rendered);
  }

  private static byte[] key(byte[] prefix, String rendered) {
    byte[] escaped = KeyEscape.escape(rendered).getBytes(UTF_8);
    byte[] key = Arrays.copyOf(prefix, prefix.length + escaped.length + 1);
    System.arraycopy(escaped, 0, key, prefix.length, escaped.length);
    key[key.length - 1] = '}';
    return key;
  }

  /** The rendered key of a value key or a guard key; empty if it is neither of this cache. */
  Optional<String> rendered(byte[] key) {
    if (key.length <= values.length
        || key[key.length - 1] != '}'
        || !(startsWith(key, values) || startsWith(key, guards))) {
      return Optional.empty();
    }
    return KeyEscape.unescape(ByteBuffer.wrap(key, values.length, key.length - values.length - 1));
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** A pattern of the server that takes in every value key whose rendered key begins so. */
  byte[] valuesBeginning(String rendered) {
    return pattern(values, rendered);
  }

  /** A pattern of the server that takes in every guard key whose rendered key begins so. */
  byte[] guardsBeginning(String rendered) {
    return pattern(guards, rendered);
  }

  private static byte[] pattern(byte[] prefix, String rendered) {
    StringBuilder pattern = new StringBuilder(new String(prefix, UTF_8));
    String escaped = rendered.isEmpty() ? "" : KeyEscape.escape(rendered);
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if ("*?[]\\^-".indexOf(c) >= 0) {
        pattern.append('\\');
      }
      pattern.append(c);
    }
    return pattern.append('*').toString().getBytes(UTF_8);
  }
}
