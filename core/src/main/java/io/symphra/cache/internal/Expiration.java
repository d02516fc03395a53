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
  private final EventRecorder<K> events;

  Expiration(
      String cacheName, SharedCache<K, V> shared, LocalTier<K, V> local, EventRecorder<K> events) {
    this.cacheName = cacheName;
    this.shared = shared;
    this.local = local;
    this.events = events;
  }

  /** Whether the key had an entry; {@code freshFor} is zero to end its time. */
  boolean expire(K key, Duration freshFor) {
    LocalEntry<V> here = local.store().peek(key);
    boolean dropHere = true;
    try {
      dropHere = shared.expire(Map.of(key, freshFor)).contains(key);
      if (dropHere && freshFor.isZero() && here != null && !mayBecomeStale(here)) {
        events.expired(key);
      }
      return dropHere;
    } catch (RuntimeException e) {
      events.stats().sharedTierFailures.increment();
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

  private static boolean mayBecomeStale(LocalEntry<?> entry) {
    return entry.expiresAt() != entry.freshUntil;
  }
}
