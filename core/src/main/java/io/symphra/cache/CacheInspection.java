package io.symphra.cache;

import java.util.Set;

/**
 * The looking side of a {@link Cache}: what it holds and what it has done. Nothing here counts as an access, changes an
 * entry or calls a loader.
 *
 * <p>What is looked at may change meanwhile: an answer is what stood at some moment of the call. A method that looks into
 * the shared tier says so; it throws {@link CacheException} if the tier cannot be reached, because half an answer would
 * look like a whole one.
 *
 * <p>Thread-safe. Once the cache is closed, every method but {@link #stats()} throws {@link CacheClosedException}.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface CacheInspection<K, V> {

  /** What the cache has done so far. */
  CacheStats stats();

  /**
   * Keys that have an entry in a tier, fresh or stale, and whose rendered form matches a glob as in Redis: {@code *},
   * {@code ?}, {@code [a-z]}, {@code [^a]}, and a backslash before a character that means itself. A key of which the cache
   * remembers that it has no value is among them.
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
}
