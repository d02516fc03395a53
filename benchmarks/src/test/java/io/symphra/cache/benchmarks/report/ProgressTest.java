package io.symphra.cache.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final List<String> lines = new ArrayList<>();
  private long now = -1;

  @Test
  void eachStepSaysTheRateAndTheTimeLeft() {
    Progress progress = new Progress("times", 41, lines::add, () -> now);

    pass(Duration.ofSeconds(30));
    progress.done("first");
    pass(Duration.ofSeconds(10));
    progress.done("second");

    assertThat(lines)
        .containsExactly(
            "times 1/41, 2.0 a minute, 20 min left  first",
            "times 2/41, 3.0 a minute, 13 min left  second");
  }

  @Test
  void theLastMinuteIsGivenInSeconds() {
    Progress progress = new Progress("heap", 3, lines::add, () -> now);

    pass(Duration.ofSeconds(20));
    progress.done("first");
    pass(Duration.ofSeconds(20));
    progress.done("second");
    pass(Duration.ofSeconds(20));
    progress.done("third");

    assertThat(lines)
        .containsExactly(
            "heap 1/3, 3.0 a minute, 40 s left  first",
            "heap 2/3, 3.0 a minute, 20 s left  second",
            "heap 3/3, 3.0 a minute, 0 s left  third");
  }

  @Test
  void aStepThatTakesNoTimeLeavesNone() {
    new Progress("heap", 2, lines::add, () -> now).done("first");

    assertThat(lines).singleElement().asString().contains("0 s left");
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }
}
