package io.symphra.cache;

/** What {@code get} and {@code getAll} do about a key that no tier has. */
public enum ReadStrategy {

  /** They load it with the cache's loader. The default of a cache that has one. */
  READ_THROUGH,

  /**
   * They answer that there is none, and never call the cache's loader; the caller loads, with
   * {@link Cache#get(Object, java.util.function.Function)} or by itself. The default of a cache without a loader.
   */
  CACHE_ASIDE
}
