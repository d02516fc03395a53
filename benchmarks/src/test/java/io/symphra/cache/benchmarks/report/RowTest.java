package io.symphra.cache.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

  @Test
  void theRatioIsOursDividedByTheBaseline() {
    assertThat(Row.of("local.hit.1", 8, "ns", 20, "Caffeine").ratio()).isEqualTo(0.4);
  }

  @Test
  void aBaselineOfZeroGivesNoRatio() {
    assertThat(Row.of("local.hit.bytes", 0, "B", 0, "Caffeine").ratio()).isNull();
  }

  @Test
  void theRatioOfSeveralRunsIsThatOfTheirMedians() {
    Spread ours = Spread.ofMedian(List.of(10.0, 11.0, 90.0));
    Spread theirs = Spread.ofMedian(List.of(23.0, 22.0, 20.0));

    Row row = Row.of("local.hit.1", ours, "ns", theirs, "Caffeine");

    assertThat(row.value()).isEqualTo(11);
    assertThat(row.error()).isEqualTo(79);
    assertThat(row.baseline()).isEqualTo(22);
    assertThat(row.baselineError()).isEqualTo(2);
    assertThat(row.ratio()).isEqualTo(0.5);
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Spread.ofMedian(List.of(1.0, 2.0, 4.0, 9.0))).isEqualTo(new Spread(3, 6));
  }

  @Test
  void aMeanHasTwiceItsStandardErrorBesideIt() {
    Spread spread = Spread.ofMean(List.of(1.0, 2.0, 4.0, 9.0));

    assertThat(spread.figure()).isEqualTo(4);
    assertThat(spread.error()).isCloseTo(2 * Math.sqrt(38 / 3.0 / 4), within(1e-9));
  }

  @Test
  void theErrorOfOneRunIsNotKnown() {
    assertThat(Spread.ofMean(List.of(7.0))).isEqualTo(new Spread(7, 0));
  }

  @Test
  void aSpreadOfNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.ofMedian(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.ofMean(List.of()));
  }
}
