package io.symphra.cache.benchmarks.torture;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that comes by itself. */
final class Await {

  private static final int POLL_MILLIS = 20;

  private Await() {}

  /**
   * Waits.
   *
   * @param condition what is waited for; a server that does not answer yet may throw
   * @throws IllegalStateException if it does not come
   */
  static void until(String what, Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("waited " + patience + " in vain for " + what);
      }
      Pauses.millis(POLL_MILLIS);
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (IllegalStateException | java.io.UncheckedIOException e) {
      return false;
    }
  }
}
