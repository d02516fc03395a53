package io.symphra.cache.protect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many calls of the loader one cache may have under way on one instance.
 *
 * <p>A load beyond that waits on the caller's thread, behind the readers that came before it; refreshes and fills wait
 * behind all readers. A load that finds too many waiting, or that has waited too long, is turned away with a
 * {@link io.symphra.cache.LoadLimitExceededException}. A call of the loader counts until it has ended, also after its
 * {@linkplain LoadTimeout timeout}. What a loader reads from its own cache, on its own thread, counts as part of its call.
 *
 * <p>The idea is the bulkhead of M. Nygard, "Release It!". Immutable.
 *
 * @param maxConcurrent the most calls under way; at least 1
 * @param maxWaiting the most loads that wait; 0 for none
 * @param maxWait how long a load waits; from 1 ms to 1 hour, and below the cache's {@code leaseTimeout}
 */
public record LoadLimit(int maxConcurrent, int maxWaiting, Duration maxWait) {

  private static final int WAITING_FOR_EACH_CALL = 10;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Checks its arguments. */
  public LoadLimit {
    requireNonNull(maxWait, "loadLimit maxWait must not be null");
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException(
          "loadLimit maxConcurrent must be at least 1, was " + maxConcurrent);
    }
    if (maxWaiting < 0) {
      throw new IllegalArgumentException(
          "loadLimit maxWaiting must be at least 0, was " + maxWaiting);
    }
    if (maxWait.compareTo(SHORTEST_WAIT) < 0 || maxWait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "loadLimit maxWait must be from 1 ms to 1 hour, was " + maxWait);
    }
  }

  /** So many calls at once; ten loads may wait for each of them, a second each. */
  public static LoadLimit of(int maxConcurrent) {
    long waiting = (long) WAITING_FOR_EACH_CALL * Math.max(0, maxConcurrent);
    return new LoadLimit(
        maxConcurrent, (int) Math.min(Integer.MAX_VALUE, waiting), Duration.ofSeconds(1));
  }

  /** The same with another bound of the queue. */
  public LoadLimit maxWaiting(int loads) {
    return new LoadLimit(maxConcurrent, loads, maxWait);
  }

  /** The same with another patience. */
  public LoadLimit maxWait(Duration time) {
    return new LoadLimit(maxConcurrent, maxWaiting, time);
  }

  @Override
  public String toString() {
    return "%d at once, %d waiting for %s".formatted(maxConcurrent, maxWaiting, maxWait);
  }
}
