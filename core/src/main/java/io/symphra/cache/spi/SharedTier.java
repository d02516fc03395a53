package io.symphra.cache.spi;

/**
 * The tier all instances share, as one cache manager is connected to it.
 *
 * <p>A cache manager owns the tier it is given and closes it. Implementations are thread-safe.
 */
public interface SharedTier extends AutoCloseable {

  /**
   * Opens the part of the tier that holds one cache.
   *
   * @param config the cache
   * @param listener hears of every change from now on
   * @throws IllegalArgumentException if the tier cannot hold such a cache, or holds one of this name with other types
   */
  <K, V> SharedCache<K, V> open(SharedCacheConfig<K, V> config, ChangeListener<K> listener);

  /** Disconnects. What the tier holds stays. Closing twice is harmless. */
  @Override
  void close();
}
