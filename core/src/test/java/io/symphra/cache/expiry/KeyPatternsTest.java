package io.symphra.cache.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TimeToLive<Object, Object> patterns = TimeToLive.byKeyPattern()
      .when("user:*:profile", Duration.ofMinutes(5))
      .when("user:*", Duration.ofMinutes(2))
      .when("code:[A-Z]", TimeToLive.LONGEST)
      .otherwise(MINUTE)
      .jitter(0);

  private static Duration of(TimeToLive<Object, Object> timeToLive, Object key, double random) {
    return timeToLive.of(key, "value", key::toString, () -> random);
  }

  @ParameterizedTest
  @CsvSource({
    "user:1:profile, PT5M",
    "user:1:orders, PT2M",
    "user:, PT2M",
    "book:1, PT1M",
    "code:a, PT1M",
  })
  void theFirstPatternThatMatchesCounts(String key, Duration time) {
    assertThat(of(patterns, key, 0.5)).isEqualTo(time);
  }

  @Test
  void theOrderIsTheCallersAndNotThatOfTheLengths() {
    TimeToLive<Object, Object> general = TimeToLive.byKeyPattern()
        .when("user:*", Duration.ofMinutes(2))
        .when("user:*:profile", Duration.ofMinutes(5))
        .otherwise(MINUTE)
        .jitter(0);

    assertThat(of(general, "user:1:profile", 0.5)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void theKeyIsMatchedAsItIsRendered() {
    TimeToLive<Object, Object> sevens = TimeToLive.byKeyPattern()
        .when("id-7*", MINUTE)
        .otherwise(TimeToLive.LONGEST)
        .jitter(0);

    assertThat(sevens.of(71L, "value", () -> "id-71", () -> 0.5)).isEqualTo(MINUTE);
    assertThat(sevens.of(17L, "value", () -> "id-17", () -> 0.5)).isEqualTo(TimeToLive.LONGEST);
  }

  @Test
  void theTimesAreSpreadAsOthersAreAndTheLongestIsNot() {
    TimeToLive<Object, Object> spread = patterns.jitter(0.1);

    assertThat(of(spread, "user:1", 0)).isEqualTo(Duration.ofSeconds(108));
    assertThat(of(spread, "code:Q", 0)).isEqualTo(TimeToLive.LONGEST);
    assertThat(of(
            TimeToLive.byKeyPattern().when("a", Duration.ofSeconds(100)).otherwise(MINUTE), "a", 0))
        .as("by default")
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void onlyATimeByPatternRendersTheKey() {
    assertThat(TimeToLive.of(MINUTE)
            .jitter(0)
            .of(
                "key",
                "value",
                () -> {
                  throw new IllegalStateException("rendered");
                },
                () -> 0.5))
        .isEqualTo(MINUTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void aTimeThatIsNotPositiveIsRefused(Duration time) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeToLive.byKeyPattern().when("*", time))
        .withMessage("timeToLive must be positive, was " + time);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeToLive.byKeyPattern().when("*", MINUTE).otherwise(time))
        .withMessage("timeToLive must be positive, was " + time);
  }

  @Test
  void aPatternThatWouldNeverBeAskedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeToLive.byKeyPattern().when("a*", MINUTE).when("a*", MINUTE))
        .withMessage(
            "timeToLive by key pattern has 'a*' already, and the first one that matches counts");
  }

  @Test
  void noPatternAtAllIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> TimeToLive.byKeyPattern().otherwise(MINUTE))
        .withMessage(
            "timeToLive by key pattern needs a pattern; for one time for all keys use TimeToLive.of(PT1M)");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller may do that does not check nullness
  void nullIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> TimeToLive.byKeyPattern().when(null, MINUTE))
        .withMessage("glob must not be null");
    assertThatNullPointerException()
        .isThrownBy(() -> TimeToLive.byKeyPattern().when("a", null))
        .withMessage("timeToLive must not be null");
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(patterns.jitter(0.1))
        .hasToString(
            "by key pattern (user:*:profile PT5M, user:* PT2M, code:[A-Z] eternal, otherwise PT1M) ±10 %");
    assertThat(TimeToLive.byKeyPattern().when("a", MINUTE).otherwise(MINUTE).jitter(0))
        .hasToString("by key pattern (a PT1M, otherwise PT1M)");
  }
}
