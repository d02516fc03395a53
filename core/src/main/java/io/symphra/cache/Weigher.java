package io.symphra.cache;

/**
 * Says how much of the maximum weight an entry takes.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
@FunctionalInterface
public interface Weigher<K, V> {

  /** The weight of an entry, asked once when it is stored; a negative one is an error. */
  int weigh(K key, V value);
}
