package io.symphra.cache.spi;

/**
 * Turns values into bytes and back, for a tier that keeps bytes.
 *
 * <p>Bytes that come back from a tier are untrusted: {@code decode} must neither run code nor load classes that the
 * bytes name, and must not allocate more than a small multiple of their length. Implementations are thread-safe.
 *
 * @param <V> the value type
 */
public interface ValueCodec<V> {

  /** The encoded value. */
  byte[] encode(V value);

  /**
   * The value that was encoded.
   *
   * @throws IllegalArgumentException if the bytes are not an encoded value; the tier counts it and treats it as a miss
   */
  V decode(byte[] bytes);
}
