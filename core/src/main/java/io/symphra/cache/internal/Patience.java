package io.symphra.cache.internal;

import io.symphra.cache.CacheTimeoutException;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.WriteConflictException;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** How long one call of a conditional verb waits for others, and how often it tries again. Used by one thread. */
final class Patience {

  static final int MOST_CONFLICTS = 16;

  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(64);

  private final String cacheName;
  private final Ticker ticker;
  private final Duration longest;
  private final Optional<Duration> callTimeout;
  private final long deadline;
  private int conflicts;
  private long pause = FIRST_PAUSE;

  /**
   * Begins now.
   *
   * @param leaseTimeout how long to wait at most
   * @param callTimeout how long the caller wants to wait at most
   */
  Patience(String cacheName, Ticker ticker, Duration leaseTimeout, Optional<Duration> callTimeout) {
    this.cacheName = cacheName;
    this.ticker = ticker;
    this.callTimeout = callTimeout.filter(timeout -> timeout.compareTo(leaseTimeout) < 0);
    this.longest = this.callTimeout.orElse(leaseTimeout);
    this.deadline = ticker.read() + longest.toNanos();
  }

  Duration longest() {
    return longest;
  }

  /** Somebody else has the key: waits a little. */
  void busy() {
    if (ticker.read() - deadline >= 0) {
      throw tooLong();
    }
    pause();
  }

  /** What to throw when others had the key for too long. */
  RuntimeException tooLong() {
    String message =
        "cache '%s': a key was being loaded or written by others for %s, and nothing was changed"
            .formatted(cacheName, longest);
    return callTimeout.isPresent()
        ? new CacheTimeoutException(message, null)
        : new WriteConflictException(message, null);
  }

  /** Somebody else changed the key meanwhile: counts it, and waits a little. */
  void conflict(@Nullable WriteConflictException cause) {
    if (++conflicts >= MOST_CONFLICTS) {
      throw new WriteConflictException(
          "cache '%s': a key was changed by others in each of %d tries to change it, and the last try changed nothing"
              .formatted(cacheName, conflicts),
          cause);
    }
    pause();
  }

  private void pause() {
    LockSupport.parkNanos(this, ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    if (Thread.currentThread().isInterrupted()) {
      throw new CacheWriteException(
          "cache '%s': interrupted while waiting for a key, and nothing was changed"
              .formatted(cacheName),
          null);
    }
  }
}
