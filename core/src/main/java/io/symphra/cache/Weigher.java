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
   * <p>It is asked more than once for an entry: before a write begins, or after a load, so that an error is the caller's
   * and nothing is stored; and while the entry is stored. So it must be cheap, must go by the key and the value alone, and
   * must not use the cache.
   */
  int weigh(K key, V value);
}
