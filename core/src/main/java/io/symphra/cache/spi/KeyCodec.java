package io.symphra.cache.spi;

/**
 * Renders keys as strings and reads them back: the form a key has in a shared tier, in patterns and in files.
 *
 * <p>{@code decode(encode(key)).equals(key)} holds for every key, and equal keys render equally. Implementations are
 * thread-safe.
 *
 * @param <K> the key type
 */
public interface KeyCodec<K> {

  /** The rendered key, never empty unless the key itself is an empty string. */
  String encode(K key);

  /**
   * The key that was rendered.
   *
   * @throws IllegalArgumentException if {@code rendered} is not a rendered key
   */
  K decode(String rendered);
}
