package io.symphra.cache.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a suite, beside its baseline from the same run.
 *
 * @param name the suite, a dot, and what was measured
 * @param value the figure of Symphra Cache
 * @param unit the unit of value, baseline and errors
 * @param baseline the figure of what it is compared with; null if there is nothing to compare with
 * @param ratio value divided by baseline; null without a baseline, or if that is zero
 * @param error how far the runs of {@code value} lay from it at most; null if it was measured once
 * @param baselineError the same for the baseline
 * @param against what the baseline is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Row(
    String name,
    double value,
    String unit,
    @Nullable Double baseline,
    @Nullable Double ratio,
    @Nullable Double error,
    @Nullable Double baselineError,
    @Nullable String against) {

  /** A figure with a baseline, each measured once. */
  public static Row of(String name, double value, String unit, double baseline, String against) {
    return new Row(
        name, rounded(value), unit, rounded(baseline), ratio(value, baseline), null, null, against);
  }

  /** A figure with a baseline, each measured several times. */
  public static Row of(String name, Spread value, String unit, Spread baseline, String against) {
    return new Row(
        name,
        rounded(value.figure()),
        unit,
        rounded(baseline.figure()),
        ratio(value.figure(), baseline.figure()),
        rounded(value.error()),
        rounded(baseline.error()),
        against);
  }

  private static @Nullable Double ratio(double value, double baseline) {
    return baseline == 0 ? null : rounded(value / baseline);
  }

  private static double rounded(double number) {
    return Math.round(number * 1000) / 1000.0;
  }
}
