package io.symphra.cache.examples.restart;

import java.util.Arrays;

/**
 * How long requests took, from the moment they were due to their answer.
 *
 * <p>Immutable.
 *
 * @param p50Nanos the median
 * @param p99Nanos what one in a hundred takes longer than
 * @param maxNanos the longest
 */
public record Latency(long p50Nanos, long p99Nanos, long maxNanos) {

  /** By the nearest-rank method. */
  static Latency of(long[] nanos, int from, int to) {
    long[] sorted = Arrays.copyOfRange(nanos, from, to);
    Arrays.sort(sorted);
    return new Latency(rank(sorted, 0.50), rank(sorted, 0.99), sorted[sorted.length - 1]);
  }

  private static long rank(long[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
