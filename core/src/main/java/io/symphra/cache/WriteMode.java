package io.symphra.cache;

/** What {@code put} and {@code remove} do about the system of record. */
public enum WriteMode {

  /** Nothing: they change the cache alone. The default of a cache without a writer. */
  NONE,

  /** They return when the system of record has taken the change. The default of a cache with a writer. */
  WRITE_THROUGH
}
