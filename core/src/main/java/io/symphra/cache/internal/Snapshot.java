package io.symphra.cache.internal;

import io.symphra.cache.CacheEntry;
import io.symphra.cache.CacheTier;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.Optional;

/** What is shown of an entry at one moment. */
final class Snapshot {

  private Snapshot() {}

  /** An entry of the local tier, at a reading of the ticker. */
  static <K, V> CacheEntry<K, V> ofLocal(K key, LocalEntry<V> entry, long now) {
    StoredEntry<V> stored = entry.toStored();
    int accesses = entry.accesses();
    return new CacheEntry<>(
        key,
        entry.value,
        CacheTier.LOCAL,
        notNegative(Duration.ofNanos(now - entry.createdAt)),
        left(stored, Duration.ofNanos(entry.freshUntil - now)),
        accesses == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(entry.idle(now))),
        accesses,
        stored.loadCost(),
        stored.version(),
        entry.weight);
  }

  /** An entry of the shared tier, at a time of its clock. */
  static <K, V> CacheEntry<K, V> ofShared(K key, StoredEntry<V> entry, long now) {
    Duration age = notNegative(Duration.ofMillis(now - entry.createdAt()));
    return new CacheEntry<>(
        key,
        entry.value(),
        CacheTier.SHARED,
        age,
        left(entry, entry.freshFor().minus(age)),
        Optional.empty(),
        0,
        entry.loadCost(),
        entry.version(),
        0);
  }

  /** An eternal entry has as much time left at any age. */
  private static Duration left(StoredEntry<?> entry, Duration untilStale) {
    return entry.freshFor().compareTo(TimeToLive.LONGEST) >= 0
        ? TimeToLive.LONGEST
        : notNegative(untilStale);
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
