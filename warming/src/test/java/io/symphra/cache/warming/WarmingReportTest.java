package io.symphra.cache.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WarmingReportTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static WarmingReport report(
      WarmingState state, OptionalLong expected, WarmingCounts counts, Duration took) {
    List<WarmingFailure> failures = counts.failed() == 0
        ? List.of()
        : List.of(new WarmingFailure("jane@example.org", new IOException("cut")));
    return new WarmingReport(
        "users",
        "keys",
        state,
        NOON,
        NOON.plus(took),
        expected,
        counts,
        failures,
        state == WarmingState.FAILED
            ? Optional.of(new IOException("source is gone"))
            : Optional.empty());
  }

  @Test
  void ratesComeFromTheCounts() {
    WarmingReport report = report(
        WarmingState.COMPLETED,
        OptionalLong.of(2_000),
        new WarmingCounts(1_500, 300, 20, 80, 100),
        Duration.ofMillis(500));

    assertThat(report.duration()).isEqualTo(Duration.ofMillis(500));
    assertThat(report.keysPerSecond()).isEqualTo(4_000);
    assertThat(report.successRate()).isEqualTo(0.95);
    assertThat(report.refused()).isEqualTo(20);
    assertThat(report.failed()).isEqualTo(100);
  }

  @Test
  void aPersonCanReadItAndItNamesNoKey() {
    WarmingReport report = report(
        WarmingState.COMPLETED,
        OptionalLong.of(20_000),
        new WarmingCounts(15_000, 3_000, 200, 1_799, 1),
        Duration.ofMillis(2_500));

    assertThat(report)
        .hasToString(
            "warm-up of cache 'users' from keys: COMPLETED, 20,000 of 20,000 keys in 2.500 s (8,000 keys/s): "
                + "15,000 loaded, 3,000 skipped, 200 refused, 1,799 absent, 1 failed (success rate 99.99 %); "
                + "first failed key because of java.io.IOException: cut");
  }

  @Test
  void theReasonOfAFailedJobIsInItsText() {
    WarmingReport report = report(
        WarmingState.FAILED, OptionalLong.empty(), new WarmingCounts(5, 0, 0, 0, 0), Duration.ZERO);

    assertThat(report.toString())
        .contains("FAILED, 5 keys in 0.000 s (0 keys/s)")
        .endsWith("; failed because of java.io.IOException: source is gone");
  }

  @Test
  void aJobThatDidNothingDidNothingWrong() {
    WarmingReport report =
        report(WarmingState.CANCELLED, OptionalLong.empty(), WarmingCounts.NONE, Duration.ZERO);

    assertThat(report.successRate()).isEqualTo(1);
    assertThat(report.keysPerSecond()).isZero();
  }

  @Test
  void aJobThatIsNotOverHasNoReport() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            report(WarmingState.RUNNING, OptionalLong.empty(), WarmingCounts.NONE, Duration.ZERO))
        .withMessage("state must be COMPLETED, FAILED or CANCELLED, was RUNNING");
  }

  @Test
  void progressTellsTheShareAndTheTimeLeft() {
    WarmingProgress progress = progress(OptionalLong.of(1_000), 250, Duration.ofSeconds(5));

    assertThat(progress.fraction()).hasValue(0.25);
    assertThat(progress.keysPerSecond()).isEqualTo(50);
    assertThat(progress.remaining()).hasValue(Duration.ofSeconds(15));
  }

  @Test
  void progressOfASourceThatDoesNotKnowItsSizeHasNoShare() {
    WarmingProgress progress = progress(OptionalLong.empty(), 250, Duration.ofSeconds(5));

    assertThat(progress.fraction()).isEmpty();
    assertThat(progress.remaining()).isEmpty();
  }

  @Test
  void aSourceWithMoreThanItExpectedIsDone() {
    WarmingProgress progress = progress(OptionalLong.of(100), 250, Duration.ofSeconds(5));

    assertThat(progress.fraction()).hasValue(1);
    assertThat(progress.remaining()).hasValue(Duration.ZERO);
  }

  @Test
  void theTimeLeftIsUnknownBeforeTheFirstKey() {
    assertThat(progress(OptionalLong.of(100), 0, Duration.ZERO).remaining()).isEmpty();
    assertThat(progress(OptionalLong.of(0), 0, Duration.ZERO).fraction()).hasValue(1);
  }

  private static WarmingProgress progress(OptionalLong expected, long done, Duration elapsed) {
    return new WarmingProgress(
        WarmingState.RUNNING, expected, new WarmingCounts(done, 0, 0, 0, 0), elapsed);
  }
}
