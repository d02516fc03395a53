package io.symphra.cache.benchmarks.report;

import java.util.Locale;

/** What a budget allows. */
public sealed interface Limit {

  /** Whether a row keeps to it. A row without the figure it speaks of does not. */
  boolean allows(Row row);

  /** The ratio may be this high. */
  record RatioAtMost(double most) implements Limit {
    @Override
    public boolean allows(Row row) {
      return row.ratio() != null && row.ratio() <= most;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "ratio ≤ %.2f", most);
    }
  }

  /** The ratio must be lower than this. */
  record RatioBelow(double bound) implements Limit {
    @Override
    public boolean allows(Row row) {
      return row.ratio() != null && row.ratio() < bound;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "ratio < %.2f", bound);
    }
  }

  /** The ratio may be this low. */
  record RatioAtLeast(double least) implements Limit {
    @Override
    public boolean allows(Row row) {
      return row.ratio() != null && row.ratio() >= least;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "ratio ≥ %.2f", least);
    }
  }

  /** The value, rounded to one decimal, may be this high. */
  record ValueAtMost(double most, String unit) implements Limit {
    @Override
    public boolean allows(Row row) {
      return Math.round(row.value() * 10) <= Math.round(most * 10);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "≤ %.0f %s", most, unit);
    }
  }

  /** The value may be this far from the baseline, on either side. */
  record Within(double distance, String unit) implements Limit {
    @Override
    public boolean allows(Row row) {
      return row.baseline() != null && Math.abs(row.value() - row.baseline()) <= distance;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "within %.1f %s", distance, unit);
    }
  }
}
