package io.symphra.cache;

/** What filling ahead of time does about a key that already has a fresh entry. */
public enum IfPresent {

  /** Leaves the entry alone and loads nothing. */
  SKIP,

  /** Loads the key and replaces the entry, unless it changes while the load is under way; drops it if the key is gone. */
  OVERWRITE
}
