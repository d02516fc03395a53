package io.symphra.cache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FakeTickerTest {

  @Test
  void standsStillUntilItIsMoved() {
    FakeTicker ticker = new FakeTicker(-5);

    assertThat(ticker.read()).isEqualTo(-5);
    ticker.advance(Duration.ofNanos(7));
    assertThat(ticker.read()).isEqualTo(2);
    assertThat(ticker.read()).isEqualTo(2);
  }

  @Test
  void losesNoTimeBetweenThreads() {
    FakeTicker ticker = new FakeTicker();

    IntStream.range(0, 10_000).parallel().forEach(i -> ticker.advance(Duration.ofMillis(1)));

    assertThat(ticker.read()).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void neverGoesBackwards() {
    FakeTicker ticker = new FakeTicker();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ticker.advance(Duration.ofNanos(-1)))
        .withMessageContaining("PT-0.000000001S");
    assertThat(ticker.read()).isZero();
  }
}
