package io.symphra.cache.protect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Remembering for a while that the system of record has no such key.
 *
 * <p>A key that a loader did not return is stored as a negative entry, in both tiers, under the same lease and with the
 * same rules as a value: whatever would drop a value drops it. Until its time is over readers are told at once that there
 * is nothing. Unless it is told otherwise the time is spread by 10 % both ways.
 *
 * <p>A row that is inserted behind the cache's back stays unseen until then, so choose a short time: it bounds how often
 * one missing key is asked for, and seconds do that as well as hours.
 *
 * <p>Immutable.
 */
public final class NegativeCaching {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final double DEFAULT_JITTER = 0.1;

  private final Duration duration;
  private final double jitter;

  private NegativeCaching(Duration duration, double jitter) {
    this.duration = duration;
    this.jitter = jitter;
  }

  /**
   * Negative entries that are fresh for a time.
   *
   * @param timeToLive from 1 ms to 365 days
   * @throws IllegalArgumentException if {@code timeToLive} is outside that range
   */
  public static NegativeCaching of(Duration timeToLive) {
    requireNonNull(timeToLive, "negativeCaching timeToLive must not be null");
    if (timeToLive.compareTo(SHORTEST) < 0 || timeToLive.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "negativeCaching timeToLive must be from 1 ms to 365 days, was " + timeToLive);
    }
    return new NegativeCaching(timeToLive, DEFAULT_JITTER);
  }

  /**
   * The same time, spread evenly between {@code 1 - fraction} and {@code 1 + fraction} of itself.
   *
   * @param fraction at least 0 (no spread) and below 1
   * @throws IllegalArgumentException if {@code fraction} is outside that range
   */
  public NegativeCaching jitter(double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "negativeCaching jitter must be at least 0 and below 1, was " + fraction);
    }
    return new NegativeCaching(duration, fraction);
  }

  /**
   * The time to live of one negative entry.
   *
   * @param random gives numbers from 0 up to but not 1
   */
  public Duration timeToLive(DoubleSupplier random) {
    if (jitter == 0) {
      return duration;
    }
    double factor = 1 + jitter * (2 * random.getAsDouble() - 1);
    return Duration.ofNanos(Math.max(1, (long) (duration.toNanos() * factor)));
  }

  @Override
  public String toString() {
    return jitter == 0 ? duration.toString() : duration + " ±" + Math.round(jitter * 100) + " %";
  }
}
