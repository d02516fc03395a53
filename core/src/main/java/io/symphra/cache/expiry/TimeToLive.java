package io.symphra.cache.expiry;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How long an entry is fresh, decided when it is stored.
 *
 * <p>Unless it is told otherwise a time to live is spread by 10 % both ways, so that entries loaded together do not
 * expire together.
 *
 * <p>Immutable, and thread-safe if the function it was made from is.
 *
 * @param <K> the keys it can decide for
 * @param <V> the values it can decide for
 */
public final class TimeToLive<K, V> {

  /** The longest time to live: about 146 years. {@link #eternal()} is this long. */
  public static final Duration LONGEST = StoredEntry.LONGEST;

  private static final double DEFAULT_JITTER = 0.1;

  /** The time before it is spread; renders the key only if it asks for that. */
  private interface Base<K, V> {
    Duration of(K key, V value, Supplier<String> rendered);
  }

  private final Base<K, V> base;
  private final double jitter;
  private final String description;

  private TimeToLive(Base<K, V> base, double jitter, String description) {
    this.base = base;
    this.jitter = jitter;
    this.description = description;
  }

  /**
   * The same time for every entry.
   *
   * @throws IllegalArgumentException if {@code duration} is not positive
   */
  public static TimeToLive<Object, Object> of(Duration duration) {
    Duration checked = requirePositive(duration);
    return new TimeToLive<>((key, value, rendered) -> checked, DEFAULT_JITTER, checked.toString());
  }

  /**
   * A time for each entry. The function is called on the thread that stores the entry; if it throws, or returns null or
   * a time that is not positive, the entry is not stored and the caller gets the exception.
   */
  public static <K, V> TimeToLive<K, V> from(BiFunction<? super K, ? super V, Duration> function) {
    requireNonNull(function, "function");
    return new TimeToLive<>(
        (key, value, rendered) -> requirePositive(function.apply(key, value)),
        DEFAULT_JITTER,
        "from key and value");
  }

  /**
   * A time for each key by its rendered form: {@code byKeyPattern().when("session:*", FIVE_MINUTES).otherwise(AN_HOUR)}.
   * The cache's key codec renders the key, each time an entry is stored.
   */
  public static KeyPatterns byKeyPattern() {
    return KeyPatterns.NONE;
  }

  static TimeToLive<Object, Object> byRenderedKey(
      Function<String, Duration> function, String description) {
    return new TimeToLive<>(
        (key, value, rendered) -> function.apply(rendered.get()), DEFAULT_JITTER, description);
  }

  /** No expiry: the entry stays until it is evicted, replaced or invalidated. */
  public static TimeToLive<Object, Object> eternal() {
    return new TimeToLive<>((key, value, rendered) -> LONGEST, 0, "eternal");
  }

  /**
   * The same times, spread evenly between {@code 1 - fraction} and {@code 1 + fraction} of themselves.
   *
   * @param fraction at least 0 (no spread) and below 1
   * @throws IllegalArgumentException if {@code fraction} is outside that range
   */
  public TimeToLive<K, V> jitter(double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "timeToLive jitter must be at least 0 and below 1, was " + fraction);
    }
    return new TimeToLive<>(base, fraction, description);
  }

  /**
   * The time to live of one entry.
   *
   * @param rendered gives the key as the cache renders it; asked only if the time depends on it
   * @param random gives numbers from 0 up to but not 1
   */
  public Duration of(K key, V value, Supplier<String> rendered, DoubleSupplier random) {
    Duration duration = base.of(key, value, rendered);
    if (jitter == 0 || duration.compareTo(LONGEST) >= 0) {
      return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }
    double factor = 1 + jitter * (2 * random.getAsDouble() - 1);
    long nanos = Math.max(1, (long) (duration.toNanos() * factor));
    return Duration.ofNanos(Math.min(nanos, LONGEST.toNanos()));
  }

  static Duration requirePositive(Duration duration) {
    requireNonNull(duration, "timeToLive must not be null");
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("timeToLive must be positive, was " + duration);
    }
    return duration;
  }

  @Override
  public String toString() {
    return jitter == 0 ? description : description + " ±" + Math.round(jitter * 100) + " %";
  }
}
