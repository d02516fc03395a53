package io.symphra.cache;

/**
 * Says how much of the maximum weight an entry takes.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
@FunctionalInterface
public interface Weigher<K, V> {

  /**
   * The weight of an entry, the same each time it is asked; a negative one is an error.
   *
   * <p>It is asked while the entry is stored, so it must be short and must not use the cache.
   */
  int weigh(K key, V value);
}
