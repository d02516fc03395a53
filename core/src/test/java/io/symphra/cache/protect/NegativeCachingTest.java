package io.symphra.cache.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegativeCachingTest {

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  @Test
  void isSpreadByTenPercentUnlessToldOtherwise() {
    NegativeCaching caching = NegativeCaching.of(TEN_SECONDS);

    assertThat(caching.timeToLive(() -> 0)).isEqualTo(Duration.ofSeconds(9));
    assertThat(caching.timeToLive(() -> 0.5)).isEqualTo(TEN_SECONDS);
    assertThat(caching.timeToLive(() -> 0.9999999)).isBetween(TEN_SECONDS, Duration.ofSeconds(11));
    assertThat(caching).hasToString("PT10S ±10 %");
  }

  @Test
  void isNotSpreadWhenToldSo() {
    NegativeCaching caching = NegativeCaching.of(TEN_SECONDS).jitter(0);

    assertThat(caching.timeToLive(() -> 0)).isEqualTo(TEN_SECONDS);
    assertThat(caching).hasToString("PT10S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S", "PT8760H0.001S"})
  void anImpossibleTimeIsRefused(Duration time) {
    assertThatThrownBy(() -> NegativeCaching.of(time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negativeCaching timeToLive must be from 1 ms to 365 days, was " + time);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 7, Double.NaN})
  void anImpossibleJitterIsRefused(double jitter) {
    assertThatThrownBy(() -> NegativeCaching.of(TEN_SECONDS).jitter(jitter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negativeCaching jitter must be at least 0 and below 1, was " + jitter);
  }

  @Test
  @SuppressWarnings("NullAway")
  void noTimeIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> NegativeCaching.of(null))
        .withMessage("negativeCaching timeToLive must not be null");
  }
}
