package io.symphra.cache.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

  private final List<String> lines =
      TextReport.of(Results.small("orm-busy")).lines().toList();

  @Test
  void setsTheRunsSideBySide() {
    assertThat(lines.get(0)).matches(" +cold +random +warm +never restarted");
    assertThat(lines.get(1)).isEqualTo("hit rate");
    assertThat(lines.get(2)).matches("  first 100 +25\\.0 % +50\\.0 % +75\\.0 % +100\\.0 %");
    assertThat(lines)
        .anyMatch(line -> line.matches("  time to 95 % of steady +never +500 ms +500 ms +–"));
  }

  @Test
  void aWindowThatWasNotFilledHasADash() {
    assertThat(lines.get(4)).matches("  first 10,000 +– +– +– +–");
  }

  @Test
  void fitsATerminalAndExplainsSteady() {
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(String.join(" ", lines)).contains("Steady is what the same cache hits");
  }
}
