package io.symphra.cache.examples.restart;

import java.util.concurrent.locks.LockSupport;

/**
 * Holds requests back until they are due.
 *
 * <p>A parked thread wakes up some 60 µs late, as long as a hit takes a hundred times over. So the last stretch is
 * waited for awake, giving way to whoever has work. Thread-safe.
 */
final class Pacer {

  private static final long AWAKE_NANOS = 120_000;

  private final Rate rate;
  private final long start;

  /**
   * A pacer.
   *
   * @param start when the first request is due, as {@link System#nanoTime()} counts
   */
  Pacer(Rate rate, long start) {
    this.rate = rate;
    this.start = start;
  }

  /** Waits for the moment a request is due, and returns it; without a pace it is now. */
  @SuppressWarnings("ThreadPriorityCheck") // to give way is a courtesy here, nothing depends on it
  long await(int position) throws InterruptedException {
    if (!rate.isPaced()) {
      return System.nanoTime();
    }
    long due = start + rate.dueAfter(position);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (left > AWAKE_NANOS) {
        LockSupport.parkNanos(this, left - AWAKE_NANOS);
      } else {
        Thread.yield();
      }
    }
    return due;
  }
}
