package io.symphra.cache;

/**
 * The entries of one cache whose rendered key has a prefix.
 *
 * <p>A view: it holds nothing. Thread-safe.
 */
public interface Group {

  /** The prefix. */
  String prefix();

  /** Invalidates every entry of the group. */
  void invalidateAll();

  /**
   * Invalidates the entries of the group whose rendered key, after the prefix, matches a glob as in Redis.
   *
   * @see Cache#invalidateMatching(String)
   */
  void invalidateMatching(String glob);
}
