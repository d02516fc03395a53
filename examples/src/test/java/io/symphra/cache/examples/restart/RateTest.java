package io.symphra.cache.examples.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RateTest {

  @Test
  void spacesRequestsEvenly() {
    Rate rate = new Rate(10_000);

    assertThat(rate.dueAfter(0)).isZero();
    assertThat(rate.dueAfter(1)).isEqualTo(100_000);
    assertThat(rate.dueAfter(5_000_000)).isEqualTo(500_000_000_000L);
  }

  @Test
  void refusesWhatIsNoRate() {
    for (double wrong :
        new double[] {0, -1, 0.5, 1_000_001, Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Rate(wrong))
          .withMessageContaining("1 to 1,000,000 requests a second, or max");
    }
  }
}
