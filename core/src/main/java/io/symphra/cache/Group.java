package io.symphra.cache;

import java.util.Set;

/**
 * The entries of one cache whose rendered key has a prefix.
 *
 * <p>A view: it holds nothing. Thread-safe.
 *
 * @param <K> the key type
 */
public interface Group<K> {

  /** The prefix. */
  String prefix();

  /**
   * Keys of the group that have an entry in a tier.
   *
   * @param limit the most keys to give; at least 1
   * @return the keys, in no order; unmodifiable
   * @throws CacheException if the shared tier could not be asked
   * @see Cache#keys(String, int)
   */
  Set<K> keys(int limit);

  /** What the local tier of this instance holds of the group. Walks over the whole local tier and renders each key. */
  GroupStats stats();

  /** Invalidates every entry of the group. */
  void invalidateAll();

  /**
   * Invalidates the entries of the group whose rendered key, after the prefix, matches a glob as in Redis.
   *
   * @see Cache#invalidateMatching(String)
   */
  void invalidateMatching(String glob);
}
