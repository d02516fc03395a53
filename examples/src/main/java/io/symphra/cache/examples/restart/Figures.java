package io.symphra.cache.examples.restart;

/**
 * What the first requests after a restart met with.
 *
 * <p>Immutable.
 *
 * @param requests how many they are
 * @param hits those answered from the cache
 * @param queries those that ran a query; the others waited for one of these
 * @param latency how long they took
 */
public record Figures(int requests, int hits, int queries, Latency latency) {

  /** The share of requests that hit, from 0 to 1. */
  public double hitRate() {
    return (double) hits / requests;
  }

  /** Requests that were not answered from the cache. */
  public int misses() {
    return requests - hits;
  }
}
