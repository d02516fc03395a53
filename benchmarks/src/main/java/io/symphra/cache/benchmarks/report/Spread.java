package io.symphra.cache.benchmarks.report;

import java.util.List;

/**
 * What several runs of one measurement gave.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param error how far the farthest run lay from the median
 */
public record Spread(double median, double error) {

  /**
   * The spread of some runs.
   *
   * @param runs at least one
   */
  public static Spread of(List<Double> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a spread needs at least one run");
    }
    double[] sorted = runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int last = sorted.length - 1;
    double median = (sorted[last / 2] + sorted[last - last / 2]) / 2;
    return new Spread(median, Math.max(median - sorted[0], sorted[last] - median));
  }
}
