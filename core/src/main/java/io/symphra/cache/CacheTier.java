package io.symphra.cache;

/** Where an entry is. */
public enum CacheTier {

  /** In this process. Without a shared tier every entry is here. */
  LOCAL,

  /** In the tier that all instances share, and not in this process. */
  SHARED
}
