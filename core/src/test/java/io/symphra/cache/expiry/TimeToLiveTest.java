package io.symphra.cache.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeToLiveTest {

  private static Duration of(TimeToLive<Object, Object> timeToLive, double random) {
    return timeToLive.of("key", "value", () -> "key", () -> random);
  }

  @Test
  void theSpreadReachesFromOneMinusTheFractionToOnePlusIt() {
    TimeToLive<Object, Object> spread = TimeToLive.of(Duration.ofSeconds(100)).jitter(0.25);

    assertThat(of(spread, 0)).isEqualTo(Duration.ofSeconds(75));
    assertThat(of(spread, 0.5)).isEqualTo(Duration.ofSeconds(100));
    assertThat(of(spread, Math.nextDown(1.0)))
        .isBetween(Duration.ofSeconds(124), Duration.ofSeconds(125));
  }

  @Test
  void theSpreadIsEven() {
    TimeToLive<Object, Object> spread = TimeToLive.of(Duration.ofSeconds(100)).jitter(0.5);
    Random random = new Random(1);

    long[] quarters = new long[4];
    LongStream.range(0, 10_000)
        .map(i -> spread.of("key", "value", () -> "key", random::nextDouble).toMillis() - 50_000)
        .forEach(millis -> quarters[(int) (millis / 25_000)]++);

    assertThat(quarters)
        .satisfies(counts -> assertThat(
                LongStream.of(counts).allMatch(count -> count > 2_300 && count < 2_700))
            .isTrue());
  }

  @Test
  void withoutJitterTheTimeIsExact() {
    assertThat(of(TimeToLive.of(Duration.ofSeconds(7)).jitter(0), 0.9))
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void eternalIsTheLongestThereIs() {
    assertThat(of(TimeToLive.eternal(), 0.9)).isEqualTo(TimeToLive.LONGEST);
    assertThat(of(TimeToLive.of(Duration.ofDays(1_000_000)), 0.9)).isEqualTo(TimeToLive.LONGEST);
  }

  @Test
  void aSpreadTimeIsNeverZeroAndNeverBeyondTheLongest() {
    assertThat(of(TimeToLive.of(Duration.ofNanos(1)).jitter(0.9), 0))
        .isEqualTo(Duration.ofNanos(1));
    assertThat(of(TimeToLive.of(TimeToLive.LONGEST.minusNanos(1)).jitter(0.9), 0.99))
        .isEqualTo(TimeToLive.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
  void aJitterOutsideItsRangeIsRefused(double fraction) {
    assertThatThrownBy(() -> TimeToLive.eternal().jitter(fraction))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeToLive jitter must be at least 0 and below 1, was " + fraction);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void aTimeThatIsNotPositiveIsRefused(String time) {
    Duration duration = Duration.parse(time);

    assertThatThrownBy(() -> TimeToLive.of(duration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeToLive must be positive, was " + time);
    TimeToLive<Object, Object> from = TimeToLive.from((key, value) -> duration);
    assertThatThrownBy(() -> of(from, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeToLive must be positive, was " + time);
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(TimeToLive.of(Duration.ofMinutes(3))).hasToString("PT3M ±10 %");
    assertThat(TimeToLive.of(Duration.ofMinutes(3)).jitter(0)).hasToString("PT3M");
    assertThat(TimeToLive.eternal()).hasToString("eternal");
    assertThat(TimeToLive.from((key, value) -> Duration.ZERO))
        .hasToString("from key and value ±10 %");
  }
}
