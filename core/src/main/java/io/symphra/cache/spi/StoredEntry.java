package io.symphra.cache.spi;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A value with what a tier must know about it; or, without a value, a negative entry: the system of record has no such
 * key.
 *
 * <p>A tier keeps a negative entry like any other one. A tier that keeps bytes marks it in its header and asks no codec.
 *
 * <p>Immutable, if the value is.
 *
 * @param value the value; null for a negative entry
 * @param createdAt when the tier stored it, in milliseconds of the tier's clock ({@link SharedCache#now()}); the tier
 *     sets it, whatever the caller gave
 * @param freshFor how long after {@code createdAt} the value is fresh
 * @param staleFor how long after that it may still be answered while it is refreshed
 * @param loadCost what the load took; zero if it was not loaded
 * @param version the version the system of record gives this value, if it gives one; higher is newer
 * @param <V> the value type
 */
public record StoredEntry<V>(
    @Nullable V value,
    long createdAt,
    Duration freshFor,
    Duration staleFor,
    Duration loadCost,
    OptionalLong version) {

  /** The longest an entry can be fresh: about 146 years. An entry that is fresh for so long is eternal. */
  public static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

  /**
   * A negative entry. It has no stale time: a key that is not there is not worth answering late.
   *
   * @param freshFor how long it is fresh
   * @param loadCost what it took to find out
   */
  public static <V> StoredEntry<V> negative(Duration freshFor, Duration loadCost) {
    return new StoredEntry<>(null, 0, freshFor, Duration.ZERO, loadCost, OptionalLong.empty());
  }

  /** Whether this entry says that the system of record has no such key. */
  public boolean isNegative() {
    return value == null;
  }

  /** The same entry, created at another time. */
  public StoredEntry<V> createdAt(long millis) {
    return new StoredEntry<>(value, millis, freshFor, staleFor, loadCost, version);
  }

  /**
   * The same entry with another form of its value.
   *
   * @param other null if this entry is negative
   */
  public <W> StoredEntry<W> withValue(@Nullable W other) {
    return new StoredEntry<>(other, createdAt, freshFor, staleFor, loadCost, version);
  }

  /**
   * The same entry, fresh from {@code now} for a time; zero ends its freshness, unless that has ended before. It stays as
   * old as it was.
   *
   * @param now a time of the tier's clock, in milliseconds
   * @param time not negative; together with the entry's age it is cut to the longest time to live
   */
  public StoredEntry<V> freshFrom(long now, Duration time) {
    Duration age = Duration.ofMillis(Math.max(0, now - createdAt));
    Duration fresh = time.isZero() ? least(age, freshFor) : least(age.plus(time), LONGEST);
    return new StoredEntry<>(value, createdAt, fresh, staleFor, loadCost, version);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Whether the value is fresh at a time of the tier's clock. */
  public boolean isFresh(long now) {
    return now - createdAt < freshFor.toMillis();
  }

  /** Whether the value may still be answered, fresh or stale, at a time of the tier's clock. */
  public boolean isAlive(long now) {
    return now - createdAt < freshFor.plus(staleFor).toMillis();
  }

  /** Whether this entry carries a lower version than the other; false unless both carry one. */
  public boolean isOlderThan(StoredEntry<?> other) {
    return version.isPresent()
        && other.version.isPresent()
        && version.getAsLong() < other.version.getAsLong();
  }
}
