package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.spi.SharedCache;

/**
 * A cache taken apart.
 *
 * @param current the settings
 * @param reads the way in
 * @param filler the way in ahead of time
 * @param writes the way out
 * @param conditional the way out of what depends on the current value
 * @param invalidation the way of letting go
 * @param control the way to change it
 * @param bypass whether it is switched off
 * @param asyncCalls where calls that do not block run
 * @param timedCalls where reads with a timeout run
 * @param local the local tier
 * @param shared the shared tier
 * @param keeper the fences of writes under way
 * @param inspection the way of looking
 * @param expiration gives new times to live
 * @param stats counts
 * @param events hears what happens
 * @param onClose runs when the cache is closed
 */
record CacheParts<K, V>(
    CurrentConfig<K, V> current,
    ReadPath<K, V> reads,
    Filler<K, V> filler,
    WritePath<K, V> writes,
    ConditionalWrites<K, V> conditional,
    Invalidation<K, V> invalidation,
    Control<K, V> control,
    Bypass bypass,
    AsyncCalls asyncCalls,
    TimedCalls timedCalls,
    LocalTier<K, V> local,
    SharedCache<K, V> shared,
    FenceKeeper<K, V> keeper,
    Inspection<K, V> inspection,
    Expiration<K, V> expiration,
    StatsRecorder stats,
    EventRecorder<K> events,
    Runnable onClose) {

  /** The settings as they are now. */
  CacheConfig<K, V> config() {
    return current.get();
  }

  /** Lets the local tier go; loads and writes in progress are answered and keep nothing. */
  void close() {
    onClose.run();
    events.delivery().close();
    reads.close();
    asyncCalls.close();
    timedCalls.close();
    keeper.close();
    try {
      if (!local.copiesSharedTier()) {
        shared.clear();
      }
      shared.close();
    } finally {
      local.changes().allChanged();
      local.store().close();
    }
  }
}
