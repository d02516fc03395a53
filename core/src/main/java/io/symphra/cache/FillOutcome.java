package io.symphra.cache;

/** What became of a key that was to be filled ahead of time. */
public enum FillOutcome {

  /** It was loaded and stored. */
  FILLED,

  /** It had a fresh entry already. */
  PRESENT,

  /** Somebody else is loading it right now. */
  BUSY,

  /** It was not stored, because a write is in progress, or a write or an invalidation came between. */
  REFUSED,

  /**
   * There is nothing to store: the loader had no value for the key, or one that is not to be cached, and an entry that
   * stood was dropped or became negative; or a fresh negative entry said so already.
   */
  ABSENT,

  /** It was not loaded, because the cache is switched off ({@link CacheControl#bypass}). */
  BYPASSED
}
