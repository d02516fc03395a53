package io.symphra.cache.event;

/** The calls that write. */
public enum WriteKind {
  /** {@code put} and {@code putAll}. */
  PUT,

  /** {@code remove}. */
  REMOVE,

  /** {@code update}: a write of the caller's own, run by the cache. */
  UPDATE,

  /** {@code writing}: a write of the caller's own, around which the caller opened a scope. */
  SCOPE
}
