package io.symphra.cache.benchmarks.report;

import java.time.Instant;
import java.util.List;

/**
 * What one run of a suite gave, and what it ran on.
 *
 * @param suite the name of the suite
 * @param jdk the version of the JDK
 * @param cores processors the JVM saw
 * @param date when it ended
 * @param load the load average of the last minute when it began; negative if the system does not say
 * @param quick whether it was a smoke run, whose figures mean nothing
 * @param method how often and how long each figure was measured
 * @param rows the figures
 */
public record Results(
    String suite,
    String jdk,
    int cores,
    Instant date,
    double load,
    boolean quick,
    String method,
    List<Row> rows) {

  /** Copies the list. */
  public Results {
    rows = List.copyOf(rows);
  }
}
