package io.symphra.cache.event;

/** What there was not enough of. */
public enum EvictionCause {
  /** The local tier held more entries than its maximum size. */
  SIZE,

  /** The entries of the local tier weighed more than its maximum weight. */
  WEIGHT
}
