package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.spi.SharedCache;

/**
 * What the write path of one cache is made of.
 *
 * @param config the settings
 * @param local the local tier
 * @param shared the shared tier
 * @param keeper raises and renews fences
 * @param entries makes entries of values
 * @param stats counts
 * @param events hears what happens
 */
record WriteParts<K, V>(
    CacheConfig<K, V> config,
    LocalTier<K, V> local,
    SharedCache<K, V> shared,
    FenceKeeper<K, V> keeper,
    EntryFactory<K, V> entries,
    StatsRecorder stats,
    EventRecorder<K> events) {}
