package io.symphra.cache.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.benchmarks.report.Limit.RatioAtLeast;
import io.symphra.cache.benchmarks.report.Limit.RatioAtMost;
import io.symphra.cache.benchmarks.report.Limit.RatioBelow;
import io.symphra.cache.benchmarks.report.Limit.ValueAtMost;
import io.symphra.cache.benchmarks.report.Limit.Within;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetReportTest {

  private static final Budget HIT = new Budget("local.hit.1", "a hit", new RatioAtMost(0.6));
  private static final Budget RATE = new Budget("local.hitrate", "rate", new Within(0.5, "points"));

  @Test
  void aRatioAtItsLimitIsMetAndAboveItMissed() {
    assertThat(new RatioAtMost(0.6).allows(row(6, 10))).isTrue();
    assertThat(new RatioAtMost(0.6).allows(row(6.01, 10))).isFalse();
    assertThat(new RatioAtMost(0.6).allows(row(0, 0))).isFalse();
  }

  @Test
  void whoIsToBeAheadMayNotBeLevel() {
    assertThat(new RatioBelow(1).allows(row(9.99, 10))).isTrue();
    assertThat(new RatioBelow(1).allows(row(10, 10))).isFalse();
    assertThat(new RatioBelow(1).allows(row(0, 0))).isFalse();
  }

  @Test
  void beingAheadOfOtherCachesIsPromisedForEachNumberOfThreads() {
    Results results = Samples.of(
        "local",
        Samples.DATE,
        false,
        named("local.hit.vs-jetcache.1", 9, 10),
        named("local.hit.vs-jetcache.4", 11, 10),
        named("local.hit.vs-spring.1", 10, 10),
        named("local.hit.vs-ehcache.4", 9, 10));

    BudgetReport report = new BudgetReport(Budgets.all(), List.of(results));

    assertThat(lineOf(report, "local.hit.vs-jetcache.1"))
        .contains("ratio < 1.00")
        .contains("met");
    assertThat(lineOf(report, "local.hit.vs-jetcache.4")).contains("MISSED");
    assertThat(lineOf(report, "local.hit.vs-spring.1")).contains("MISSED");
    assertThat(lineOf(report, "local.hit.vs-ehcache.4")).contains("met");
  }

  @Test
  void aRatioBelowItsLeastIsMissed() {
    assertThat(new RatioAtLeast(0.8).allows(row(8, 10))).isTrue();
    assertThat(new RatioAtLeast(0.8).allows(row(7.99, 10))).isFalse();
    assertThat(new RatioAtLeast(0.8).allows(row(0, 0))).isFalse();
  }

  @Test
  void anAllocationThatRoundsToZeroIsNone() {
    assertThat(new ValueAtMost(0, "B").allows(row(0.04, 0))).isTrue();
    assertThat(new ValueAtMost(0, "B").allows(row(0.06, 0))).isFalse();
  }

  @Test
  void aHitRateMayDifferByHalfAPointBothWays() {
    assertThat(new Within(0.5, "points").allows(row(70.5, 70))).isTrue();
    assertThat(new Within(0.5, "points").allows(row(69.5, 70))).isTrue();
    assertThat(new Within(0.5, "points").allows(row(69.4, 70))).isFalse();
    assertThat(new Within(0.5, "points").allows(row(70.6, 70))).isFalse();
  }

  @Test
  void whatWasNotMeasuredIsSaidAndMissesNothing() {
    BudgetReport report = new BudgetReport(List.of(HIT), List.of());

    assertThat(lineOf(report, "local.hit.1")).contains("not measured").doesNotContain("MISSED");
    assertThat(report.hasMissed()).isFalse();
  }

  @Test
  void aMissedBudgetIsMarked() {
    BudgetReport report = new BudgetReport(
        List.of(HIT),
        List.of(Samples.of("local", Samples.DATE, false, named("local.hit.1", 9, 10))));

    assertThat(lineOf(report, "local.hit.1"))
        .contains("ratio ≤ 0.60")
        .contains("0.90")
        .contains("MISSED");
    assertThat(report.hasMissed()).isTrue();
  }

  @Test
  void aBudgetCoversTheRowsBelowItsNameAndNoOthers() {
    Results results = Samples.of(
        "local",
        Samples.DATE,
        false,
        named("local.hitrate.web07", 63, 63.2),
        named("local.hitrate.orm", 80, 85),
        named("local.hitrates", 1, 99));

    BudgetReport report = new BudgetReport(List.of(RATE), List.of(results));

    assertThat(lineOf(report, "local.hitrate.web07")).contains("met");
    assertThat(lineOf(report, "local.hitrate.orm")).contains("MISSED");
    assertThat(report.toString()).doesNotContain("local.hitrates");
    assertThat(report.hasMissed()).isTrue();
  }

  @Test
  void theNewestResultOfARowCountsWhicheverSuiteItIsIn() {
    Results older = Samples.of("local", Samples.DATE, false, named("local.hitrate.orm", 80, 85));
    Results newer = Samples.of(
        "hitrate", Samples.DATE.plusSeconds(1), false, named("local.hitrate.orm", 85, 85));

    assertThat(new BudgetReport(List.of(RATE), List.of(newer, older)).hasMissed())
        .isFalse();
  }

  @Test
  void everyBudgetIsListedOnce() {
    assertThat(Budgets.all()).extracting(Budget::row).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void theReportSaysWhereItWasMeasured() {
    BudgetReport report =
        new BudgetReport(List.of(HIT), List.of(Samples.of("local", Samples.DATE, false)));

    assertThat(report.toString())
        .contains("local: JDK 17.0.1, 4 cores, load average 1.5 at the start, 2026-03-01; 5 forks");
  }

  private static Row row(double value, double baseline) {
    return named("any", value, baseline);
  }

  private static Row named(String name, double value, double baseline) {
    return Row.of(name, value, "any", baseline, "any");
  }

  private static String lineOf(BudgetReport report, String row) {
    return Arrays.stream(report.toString().split("\n"))
        .filter(line -> line.startsWith("| " + row + " "))
        .findFirst()
        .orElse("");
  }
}
