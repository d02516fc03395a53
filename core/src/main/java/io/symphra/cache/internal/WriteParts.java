package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.spi.SharedCache;

/**
 * What the write path of one cache is made of.
 *
 * @param current the settings
 * @param local the local tier
 * @param shared the shared tier
 * @param keeper raises and renews fences
 * @param entries makes entries of values
 * @param bypass whether writes leave their keys absent
 * @param stats counts
 * @param events hears what happens
 */
record WriteParts<K, V>(
    CurrentConfig<K, V> current,
    LocalTier<K, V> local,
    SharedCache<K, V> shared,
    FenceKeeper<K, V> keeper,
    EntryFactory<K, V> entries,
    Bypass bypass,
    StatsRecorder stats,
    EventRecorder<K> events) {

  /** The settings as they are now. */
  CacheConfig<K, V> config() {
    return current.get();
  }
}
