package io.symphra.cache.jdbc.internal;

import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The time by which a call must have sent its last statement and had its answer.
 *
 * <p>JDBC counts statement timeouts in whole seconds, so what is left is rounded down, and a call with less than a
 * second left ends: the whole call never outlives its timeout, however many statements it has.
 */
final class Deadline {

  private final Duration timeout;
  private final long nanos;

  private Deadline(Duration timeout) {
    this.timeout = timeout;
    this.nanos = System.nanoTime() + timeout.toNanos();
  }

  static Deadline in(Duration timeout) {
    return new Deadline(timeout);
  }

  int secondsLeft() throws SQLTimeoutException {
    long left = nanos - System.nanoTime();
    int seconds = (int) Math.min(TimeUnit.NANOSECONDS.toSeconds(left), Integer.MAX_VALUE);
    if (seconds < 1) {
      throw new SQLTimeoutException("the call passed its timeout of " + timeout);
    }
    return seconds;
  }
}
