package io.symphra.cache.benchmarks.torture;

/** How a row was written. */
enum WriteKind {
  PUT,
  PUT_ALL,
  UPDATE,
  UPDATE_BY_FUNCTION,
  SCOPE,
  SQL_AND_INVALIDATE,
  SQL_AND_INVALIDATE_MATCHING,
  SQL_AND_CLEAR
}
