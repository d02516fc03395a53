package io.symphra.cache;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a cache knows of one entry, at the moment it was asked.
 *
 * <p>Immutable, if the value is. Times have a resolution of 1 ms.
 *
 * @param key the key
 * @param value the value; null if the entry says that the key has none
 * @param tier where the entry is
 * @param age how long ago it was stored, in the shared tier if there is one; a new time to live does not make it younger
 * @param remainingTimeToLive how long it stays fresh; zero if it is stale, {@link TimeToLive#LONGEST} if it is eternal. That
 *     it may end earlier because nobody reads it is not counted here
 * @param idle how long ago it was last read from the local tier of this instance, give or take 17 ms; empty if it was not
 *     since it came there
 * @param accesses how often it was read from there since, as sampled: reads in quick succession count as one, and the
 *     count ends at 65,535
 * @param loadCost what its load took, 35 minutes at most in the local tier; zero if it was not loaded
 * @param version the version the system of record gives the value, if the cache knows one
 * @param weight what it takes of the local tier's maximum; 0 in the shared tier
 * @param <K> the key type
 * @param <V> the value type
 */
public record CacheEntry<K, V>(
    K key,
    @Nullable V value,
    CacheTier tier,
    Duration age,
    Duration remainingTimeToLive,
    Optional<Duration> idle,
    long accesses,
    Duration loadCost,
    OptionalLong version,
    int weight) {

  /** The same entry with another value in it, such as a copy. */
  public CacheEntry<K, V> withValue(@Nullable V other) {
    return new CacheEntry<>(
        key, other, tier, age, remainingTimeToLive, idle, accesses, loadCost, version, weight);
  }

  /** Whether its time to live is over, and it is answered only while it is refreshed. */
  public boolean isStale() {
    return remainingTimeToLive.isZero();
  }

  /** Whether it remembers that the system of record has no such key. */
  public boolean isNegative() {
    return value == null;
  }

  /** Whether it stays fresh until it is evicted, replaced or invalidated. */
  public boolean isEternal() {
    return remainingTimeToLive.compareTo(TimeToLive.LONGEST) >= 0;
  }
}
