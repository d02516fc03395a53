package io.symphra.cache.benchmarks.torture;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a thread stands still for a while, as if the machine had taken the processor away: now and then, most often for less
 * than a timeout, sometimes for more. Thread-safe.
 */
final class Pauses {

  private static final int ONE_IN = 1_000;

  /** How long to stand still. */
  enum Length {
    NONE,
    SHORTER,
    LONGER
  }

  private Pauses() {}

  /**
   * Draws.
   *
   * @param shorter how many in a thousand times it is shorter than a timeout
   * @param longer how many in a thousand times it is longer
   */
  static Length draw(int shorter, int longer) {
    int drawn = ThreadLocalRandom.current().nextInt(ONE_IN);
    if (drawn < longer) {
      return Length.LONGER;
    }
    return drawn < longer + shorter ? Length.SHORTER : Length.NONE;
  }

  /** Stands still: for a tenth to six tenths of the timeout, or for 1.2 to 1.8 times. */
  static void pause(Length length, Duration timeout) {
    if (length == Length.NONE) {
      return;
    }
    double share = ThreadLocalRandom.current().nextDouble();
    double times = length == Length.SHORTER ? 0.1 + share / 2 : 1.2 + share * 0.6;
    millis(Math.round(timeout.toMillis() * times));
  }

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in a pause", e);
    }
  }
}
