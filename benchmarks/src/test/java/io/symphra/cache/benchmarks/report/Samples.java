package io.symphra.cache.benchmarks.report;

import java.time.Instant;
import java.util.List;

/** Results for tests. */
final class Samples {

  static final Instant DATE = Instant.parse("2026-03-01T10:00:00Z");

  private Samples() {}

  static Results of(String suite, Instant date, boolean quick, Row... rows) {
    return new Results(suite, "17.0.1", 4, date, 1.5, quick, "5 forks", List.of(rows));
  }
}
