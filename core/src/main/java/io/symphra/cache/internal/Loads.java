package io.symphra.cache.internal;

import org.jspecify.annotations.Nullable;

/**
 * The way from a flight to the loader, step by step: coalesce, limit, time, call. A step that was not asked for is not
 * there.
 *
 * @param first the first step
 * @param limit the step that bounds, which also minds who waits for whom; null if there is none
 */
record Loads<K, V>(LoadStep<K, V> first, @Nullable LimitedLoads<K, V> limit) {

  Loaded<K, V> load(LoadRequest<K, V> request) throws Exception {
    return first.load(request);
  }

  /** Waits for a flight that another thread leads. */
  Outcome<V> await(Flight<V> flight) {
    return limit == null ? flight.await() : limit.await(flight);
  }
}
