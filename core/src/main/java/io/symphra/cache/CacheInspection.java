package io.symphra.cache;

import io.symphra.cache.event.InvalidationRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The looking side of a {@link Cache}: what it holds and what it has done. Nothing here counts as an access, changes an
 * entry or calls a loader.
 *
 * <p>What is looked at may change meanwhile: an answer is what stood at some moment of the call. A method that looks into
 * the shared tier says so; it throws {@link CacheException} if the tier cannot be reached, because half an answer would
 * look like a whole one.
 *
 * <p>Thread-safe. Once the cache is closed, every method but {@link #stats()} and {@link #invalidationHistory} throws
 * {@link CacheClosedException}.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface CacheInspection<K, V> {

  /** What the cache has done so far. */
  CacheStats stats();

  /**
   * The last invalidations by this instance, the newest first. Those of other instances are not among them.
   *
   * @param limit at least 1; there are no more than the cache was told to keep, by default 100
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  List<InvalidationRecord> invalidationHistory(int limit);

  /**
   * Keys that have an entry in a tier, fresh or stale, and whose rendered form matches a glob as in Redis: {@code *},
   * {@code ?}, {@code [a-z]}, {@code [^a]}, and a backslash before a character that means itself. A key of which the cache
   * remembers that it has no value is among them, and on a shared tier so may be one whose entry is of another
   * {@code schemaVersion}.
   *
   * <p>Walks over all keys of both tiers until {@code limit} are found, and renders each one of the local tier: for tools
   * and warm-ups, not for the path of a request.
   *
   * @param limit the most keys to give; at least 1
   * @return the keys, in no order; unmodifiable
   * @throws IllegalArgumentException if {@code limit} is below 1
   * @throws CacheException if the shared tier could not be asked
   */
  Set<K> keys(String glob, int limit);

  /**
   * How long the entry of a key stays fresh: zero if it is stale, {@link
   * io.symphra.cache.expiry.TimeToLive#LONGEST TimeToLive.LONGEST} if it is eternal, empty if there is none. Looks into the
   * local tier, else into the shared tier.
   *
   * @throws CacheException if the shared tier had to be asked and could not
   */
  default Optional<Duration> remainingTimeToLive(K key) {
    return entry(key).map(CacheEntry::remainingTimeToLive);
  }

  /**
   * What the cache knows of the entry of a key, fresh or stale; empty if there is none. Looks into the local tier, else
   * into the shared tier, and keeps nothing of what it finds there.
   *
   * @throws CacheException if the shared tier had to be asked and could not
   */
  Optional<CacheEntry<K, V>> entry(K key);

  /**
   * Entries of the local tier, fresh or stale, in no order: to walk over what a small cache holds, or over a sample of a
   * large one. Holds nothing up: an entry that is stored or goes meanwhile may be among them or not. Does not count as a
   * read.
   *
   * @param limit the most entries to give; at least 1. They are in memory all at once
   * @return the entries; unmodifiable
   * @throws IllegalArgumentException if {@code limit} is below 1
   */
  List<CacheEntry<K, V>> entries(int limit);

  /**
   * The entries of the local tier that it would keep longest if it had to let go, the most valuable first: those read
   * most often of late, as Caffeine ranks them.
   *
   * <p>Holds up changes of the local tier for as long as it takes to rank it: for tools, not for the path of a request.
   *
   * @param n the most entries to give; at least 1
   * @return the entries; unmodifiable
   * @throws IllegalArgumentException if {@code n} is below 1
   */
  List<CacheEntry<K, V>> hottest(int n);

  /**
   * The entries of the local tier that take most room, the largest first: by their weight if the cache has a weigher, else
   * by the size that {@code maximumValueSize} is measured with, which is asked of every entry.
   *
   * @param n the most entries to give; at least 1
   * @return the entries; unmodifiable
   * @throws IllegalArgumentException if {@code n} is below 1
   * @throws IllegalStateException if the cache has neither, and so no notion of size
   */
  List<CacheEntry<K, V>> largest(int n);
}
