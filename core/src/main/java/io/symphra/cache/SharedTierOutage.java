package io.symphra.cache;

/** What a write does when the shared tier cannot be reached. */
public enum SharedTierOutage {

  /**
   * The write fails before it begins, with a {@link CacheWriteException}; an invalidation fails with a {@link CacheException}.
   * Nobody is left with an old value that did not have to be.
   */
  FAIL,

  /**
   * The write goes to the system of record without a fence, and its keys are let go in the shared tier as soon as it is
   * back; an invalidation returns, and is made up for then. Until then other instances that reach the tier may answer the
   * old value, and for good (until its time to live is over) if this process dies before. What only the cache holds, and
   * writes that depend on the current value, fail all the same.
   */
  PROCEED
}
