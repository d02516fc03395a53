package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.expiry.TimeToLive;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a batch of flights.
 *
 * @param purpose what it is for
 * @param loader what loads the keys that no tier has; null to load none
 * @param timeToLive of what is loaded
 * @param staleAt what was created before this time of the shared tier's clock is loaded anew although it is fresh; null
 *     if what is fresh will do
 */
record Demand<K, V>(
    Purpose purpose,
    @Nullable CacheLoader<K, V> loader,
    TimeToLive<? super K, ? super V> timeToLive,
    @Nullable Long staleAt) {

  /** With whatever is fresh, if the purpose reads first; else with nothing that stands. */
  Demand(
      Purpose purpose,
      @Nullable CacheLoader<K, V> loader,
      TimeToLive<? super K, ? super V> timeToLive) {
    this(purpose, loader, timeToLive, purpose.readsFirst() ? null : Long.MAX_VALUE);
  }

  /** To look into the shared tier and load nothing. */
  static <K, V> Demand<K, V> toPeek(CacheConfig<K, V> config) {
    return new Demand<>(Purpose.PEEK, null, config.timeToLive());
  }
}
