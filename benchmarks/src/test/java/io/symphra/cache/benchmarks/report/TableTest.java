package io.symphra.cache.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(new Table("row", "ns").add("local.hit", "8").add("x", "12.50").toString())
        .isEqualTo("""
            | row       | ns    |
            | --------- | ----- |
            | local.hit | 8     |
            | x         | 12.50 |
            """);
  }

  @Test
  void aLineWithTooFewCellsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table("row", "ns").add("local.hit"))
        .withMessage("a line needs 2 cells, got 1");
  }

  @Test
  void resultsShowErrorsAndSmokeRunsSaySo() {
    Row row = Row.of("local.hit.1", new Spread(8, 0.5), "ns", new Spread(1234, 1), "Caffeine");

    String text = ResultTable.of(
        new Results("local", "17", 4, Samples.DATE, 1, true, "1 fork", List.of(row)));

    assertThat(text)
        .contains("| local.hit.1 | 8.00 ±0.50 | 1,234 ±1.00 | ns   | 0.01  | Caffeine    |")
        .contains("local: smoke run, not a measurement; JDK 17");
  }
}
