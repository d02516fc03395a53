package io.symphra.cache.warming;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How a failed batch is tried again: some time later, then twice that time later, and so on.
 *
 * <p>Each delay is shortened at random by up to half, so that batches that failed together do not come back together
 * ("Equal Jitter" in M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015).
 *
 * <p>Immutable.
 *
 * @param attempts how often a batch is tried, 1 to 100; after that each of its keys is tried once, alone
 * @param firstDelay the time before the second attempt, not negative
 * @param longestDelay where the doubling ends, at least {@code firstDelay}
 */
public record WarmingRetry(int attempts, Duration firstDelay, Duration longestDelay) {

  /** Checks its arguments. */
  public WarmingRetry {
    requireNonNull(firstDelay, "firstDelay");
    requireNonNull(longestDelay, "longestDelay");
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("retry attempts must be 1 to 100, was " + attempts);
    }
    if (firstDelay.isNegative()) {
      throw new IllegalArgumentException(
          "retry firstDelay must not be negative, was " + firstDelay);
    }
    if (longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException("retry longestDelay must be at least firstDelay ("
          + firstDelay + "), was " + longestDelay);
    }
  }

  /** Three attempts, 200 ms and 400 ms apart: enough for a restarted connection, not for an outage. */
  public static WarmingRetry ofDefaults() {
    return new WarmingRetry(3, Duration.ofMillis(200), Duration.ofSeconds(5));
  }

  /** One attempt. */
  public static WarmingRetry none() {
    return new WarmingRetry(1, Duration.ZERO, Duration.ZERO);
  }

  /**
   * The time to wait after a number of failures.
   *
   * @param failures at least 1
   * @param random gives numbers from 0 up to but not 1
   */
  public Duration delayAfter(int failures, DoubleSupplier random) {
    Duration delay = firstDelay;
    for (int i = 1; i < failures && delay.compareTo(longestDelay) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    Duration capped = delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
    return capped.minusNanos((long) (capped.toNanos() * random.getAsDouble() / 2));
  }
}
