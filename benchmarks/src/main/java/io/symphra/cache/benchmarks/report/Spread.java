package io.symphra.cache.benchmarks.report;

import java.util.List;

/**
 * What several runs of one measurement gave.
 *
 * @param figure what is taken for the truth
 * @param error how far off it may be
 */
public record Spread(double figure, double error) {

  /**
   * For times, which a machine that is busy with other things only ever makes longer: the middle run, or the mean of the two
   * in the middle, and how far the farthest run lay from it.
   *
   * @param runs at least one
   */
  public static Spread ofMedian(List<Double> runs) {
    double[] sorted = sorted(runs);
    int last = sorted.length - 1;
    double median = (sorted[last / 2] + sorted[last - last / 2]) / 2;
    return new Spread(median, Math.max(median - sorted[0], sorted[last] - median));
  }

  /**
   * For what is random by itself and knows no disturbance: the mean of the runs, and twice its standard error. That of more
   * runs is nearer to the truth.
   *
   * @param runs at least one; of one the error is not known, and given as zero
   */
  public static Spread ofMean(List<Double> runs) {
    double[] sorted = sorted(runs);
    double sum = 0;
    for (double run : sorted) {
      sum += run;
    }
    double mean = sum / sorted.length;
    double squares = 0;
    for (double run : sorted) {
      squares += (run - mean) * (run - mean);
    }
    int free = Math.max(1, sorted.length - 1);
    return new Spread(mean, 2 * Math.sqrt(squares / free / sorted.length));
  }

  private static double[] sorted(List<Double> runs) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a spread needs at least one run");
    }
    return runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
