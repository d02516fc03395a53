package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.Weigher;
import io.symphra.cache.protect.EarlyRefresh;
import java.util.Optional;

/**
 * What a store of entries goes by.
 *
 * @param maximum the most entries, or the most weight if there is a weigher
 * @param weigher the weight of an entry, if entries are weighed
 * @param earlyRefresh when entries want attention before their time is up
 */
record EntryPolicy<K, V>(
    long maximum,
    Optional<Weigher<? super K, ? super V>> weigher,
    Optional<EarlyRefresh> earlyRefresh) {

  static <K, V> EntryPolicy<K, V> of(CacheConfig<K, V> config) {
    return new EntryPolicy<>(config.maximum(), config.weigher(), config.earlyRefresh());
  }

  /** A number of entries, and nothing else. */
  static <K, V> EntryPolicy<K, V> ofSize(long entries) {
    return new EntryPolicy<>(entries, Optional.empty(), Optional.empty());
  }
}
