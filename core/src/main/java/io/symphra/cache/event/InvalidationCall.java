package io.symphra.cache.event;

/** The calls that let entries go. */
public enum InvalidationCall {
  /** {@code invalidate} and {@code invalidateAll}: keys by name. */
  KEYS,

  /** {@code invalidateMatching}: a pattern. */
  PATTERN,

  /** {@code invalidateAll} and {@code invalidateMatching} of a group. */
  GROUP,

  /** {@code clear}: everything. */
  CLEAR,

  /** {@code remove} with write mode {@code NONE}, which drops the key from the cache alone. */
  REMOVE
}
