package io.symphra.cache.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.symphra.cache.CacheManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmerOptionsTest {

  @AutoClose
  private final CacheManager caches = CacheManager.builder().build();

  private final Warmer<Integer, String> warmer =
      Warmer.of(caches.cache("things", Integer.class, String.class).build());

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 100_001})
  void aBatchSizeOutsideItsRangeIsRefused(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> warmer.batchSize(size))
        .withMessage("cache 'things': warmer batchSize must be 1 to 100,000, was " + size);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 257})
  void aConcurrencyOutsideItsRangeIsRefused(int batches) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> warmer.concurrency(batches))
        .withMessage("cache 'things': warmer concurrency must be 1 to 256, was " + batches);
  }

  @Test
  void theEndsOfTheRangesAreAllowed() {
    assertThat(warmer.batchSize(1).batchSize(100_000).concurrency(1).concurrency(256))
        .isNotNull();
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullIsRefusedByName() {
    assertThatNullPointerException().isThrownBy(() -> Warmer.of(null)).withMessage("cache");
    assertThatNullPointerException()
        .isThrownBy(() -> warmer.timeToLive(null))
        .withMessage("timeToLive");
    assertThatNullPointerException()
        .isThrownBy(() -> warmer.ifPresent(null))
        .withMessage("ifPresent");
    assertThatNullPointerException().isThrownBy(() -> warmer.retry(null)).withMessage("retry");
    assertThatNullPointerException()
        .isThrownBy(() -> warmer.executor(null))
        .withMessage("executor");
    assertThatNullPointerException()
        .isThrownBy(() -> warmer.listener(null))
        .withMessage("listener");
    assertThatNullPointerException().isThrownBy(() -> warmer.warmUp(null)).withMessage("source");
    assertThatNullPointerException()
        .isThrownBy(() -> WarmingSource.keys(List.of(1), null))
        .withMessage("batchLoader");
    assertThatNullPointerException()
        .isThrownBy(() -> WarmingSource.map(null))
        .withMessage("entries");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 101})
  void attemptsOutsideTheirRangeAreRefused(int attempts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WarmingRetry(attempts, Duration.ZERO, Duration.ZERO))
        .withMessage("retry attempts must be 1 to 100, was " + attempts);
  }

  @Test
  void aNegativeDelayIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WarmingRetry(2, Duration.ofMillis(-1), Duration.ZERO))
        .withMessage("retry firstDelay must not be negative, was PT-0.001S");
  }

  @Test
  void aLongestDelayBelowTheFirstIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WarmingRetry(2, Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .withMessage("retry longestDelay must be at least firstDelay (PT2S), was PT1S");
  }

  @Test
  void delaysDoubleUntilTheLongestAndAreShortenedByUpToHalf() {
    WarmingRetry retry = new WarmingRetry(9, Duration.ofMillis(100), Duration.ofMillis(350));

    assertThat(List.of(1, 2, 3, 4, 9))
        .map(failures -> retry.delayAfter(failures, () -> 0).toMillis())
        .containsExactly(100L, 200L, 350L, 350L, 350L);
    assertThat(retry.delayAfter(2, () -> 0.5).toMillis()).isEqualTo(150);
    assertThat(retry.delayAfter(2, () -> Math.nextDown(1.0)).toMillis()).isEqualTo(100);
  }

  @Test
  void aRetryWithoutDelayIsAllowed() {
    assertThat(new WarmingRetry(3, Duration.ZERO, Duration.ZERO).delayAfter(2, () -> 0))
        .isZero();
  }
}
