package io.symphra.cache.event;

/** The calls that write. */
public enum WriteKind {
  /** {@code put}, {@code putAll}, and what stores depending on the current value. */
  PUT,

  /** {@code remove}, and what removes depending on the current value. */
  REMOVE,

  /** {@code update}: a write of the caller's own, run by the cache. */
  UPDATE,

  /** {@code writing}: a write of the caller's own, around which the caller opened a scope. */
  SCOPE
}
