package io.symphra.cache.examples.report;

import java.time.Duration;
import java.util.Locale;

/** How figures are written for people. */
public final class Words {

  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  private Words() {}

  /** A number with separators. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A share from 0 to 1, in percent; rounded down, so that 100 % means all. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1e3 + 1e-9) / 10);
  }

  /** A time, in the unit that suits it. */
  public static String time(Duration time) {
    return time(time.toNanos());
  }

  /** A time, in the unit that suits it. */
  public static String time(long nanos) {
    if (nanos == 0) {
      return "0 s";
    }
    if (nanos >= 10 * SECOND) {
      return String.format(Locale.ROOT, "%.1f s", nanos / SECOND);
    }
    if (nanos >= 1 * SECOND) {
      return String.format(Locale.ROOT, "%.2f s", nanos / SECOND);
    }
    if (nanos >= MILLI) {
      return scaled(nanos / MILLI, "ms");
    }
    return scaled(nanos / MICRO, "µs");
  }

  private static String scaled(double value, String unit) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
  }
}
