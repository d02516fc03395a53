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

  /** The loader had no value to store: none at all, or one it does not want cached. An entry that stood was dropped. */
  ABSENT,

  /** It was not loaded, because the cache is switched off ({@link CacheControl#bypass}). */
  BYPASSED
}
