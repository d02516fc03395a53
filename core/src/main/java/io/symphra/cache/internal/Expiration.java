package io.symphra.cache.internal;

import io.symphra.cache.CacheException;
import io.symphra.cache.spi.SharedCache;
import java.time.Duration;
import java.util.Map;

/**
 * Gives entries a new time to live, in all tiers: in the shared tier, and the copy in the local tier goes, to come back
 * with its new time. Thread-safe.
 */
final class Expiration<K, V> {

  private final String cacheName;
  private final SharedCache<K, V> shared;
  private final LocalTier<K, V> local;
  private final StatsRecorder stats;

  Expiration(
      String cacheName, SharedCache<K, V> shared, LocalTier<K, V> local, StatsRecorder stats) {
    this.cacheName = cacheName;
    this.shared = shared;
    this.local = local;
    this.stats = stats;
  }

  /** Whether the key had an entry; {@code freshFor} is zero to end its time. */
  boolean expire(K key, Duration freshFor) {
    boolean dropHere = true;
    try {
      dropHere = shared.expire(Map.of(key, freshFor)).contains(key);
      return dropHere;
    } catch (RuntimeException e) {
      stats.sharedTierFailures.increment();
      throw new CacheException(
          "cache '%s': the shared tier could not be told to expire an entry, it may go on with its old time"
              .formatted(cacheName),
          e);
    } finally {
      if (dropHere) { // where nothing stood, a load that is under way had better not be disturbed
        local.changes().changed(key);
      }
    }
  }
}
