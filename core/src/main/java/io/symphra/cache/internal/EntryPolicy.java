package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.protect.EarlyRefresh;
import java.time.Duration;
import java.util.Optional;

/**
 * What a store of entries goes by.
 *
 * @param maximum the most entries, or the most weight if entries are weighed
 * @param weights what entries weigh
 * @param idle how long an entry stays that nobody reads; empty for any time
 * @param earlyRefresh when entries want attention before their time is up
 */
record EntryPolicy<K, V>(
    long maximum,
    Weights<K, V> weights,
    Optional<Duration> idle,
    Optional<EarlyRefresh> earlyRefresh) {

  static <K, V> EntryPolicy<K, V> of(CacheConfig<K, V> config, Weights<K, V> weights) {
    return new EntryPolicy<>(
        config.maximum(), weights, config.expireAfterAccess(), config.earlyRefresh());
  }

  /** A number of entries, and nothing else. */
  static <K, V> EntryPolicy<K, V> ofSize(long entries) {
    return new EntryPolicy<>(entries, Weights.none(), Optional.empty(), Optional.empty());
  }
}
