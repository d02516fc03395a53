package io.symphra.cache.examples.restart;

/** How a request got its answer. */
enum Answer {

  /** From the cache. */
  HIT,

  /** By a query of its own. */
  LOADED,

  /** By waiting for the query of another request for the same key. */
  JOINED
}
