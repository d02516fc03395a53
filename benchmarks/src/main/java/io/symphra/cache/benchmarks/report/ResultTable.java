package io.symphra.cache.benchmarks.report;

import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The results of one run as text. */
public final class ResultTable {

  private ResultTable() {}

  /** One line for each row, and one on where it was measured. */
  public static String of(Results results) {
    Table table = new Table("row", "value", "baseline", "unit", "ratio", "baseline is");
    for (Row row : results.rows()) {
      table.add(
          row.name(),
          figure(row.value(), row.error()),
          figure(row.baseline(), row.baselineError()),
          row.unit(),
          number(row.ratio()),
          row.against() == null ? "" : row.against());
    }
    return table + "\n" + on(results) + "\n";
  }

  /** Where and when something was measured. */
  static String on(Results results) {
    return String.format(
        Locale.ROOT,
        "%s: %sJDK %s, %d cores, load average %.1f at the start, %tF; %s",
        results.suite(),
        results.quick() ? "smoke run, not a measurement; " : "",
        results.jdk(),
        results.cores(),
        results.load(),
        results.date().atZone(ZoneOffset.UTC),
        results.method());
  }

  static String number(@Nullable Double number) {
    return number == null
        ? ""
        : String.format(Locale.ROOT, Math.abs(number) < 100 ? "%.2f" : "%,.0f", number);
  }

  private static String figure(@Nullable Double figure, @Nullable Double error) {
    return error == null ? number(figure) : number(figure) + " ±" + number(error);
  }
}
