package io.symphra.cache.internal;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the local tier holds it: times are readings of the ticker, so that a hit compares two longs.
 *
 * <p>Immutable but for the time of the next refresh.
 */
final class LocalEntry<V> {

  @SuppressWarnings("rawtypes")
  private static final AtomicLongFieldUpdater<LocalEntry> REFRESH_NOT_BEFORE =
      AtomicLongFieldUpdater.newUpdater(LocalEntry.class, "refreshNotBefore");

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Null in a negative entry. */
  final @Nullable V value;

  final long createdAt;
  final long freshUntil;
  final long expiresAt;
  final int weight;
  final int epoch;
  private final long loadCost;
  private final OptionalLong version;
  private int touches;
  private long touchedAt;
  private volatile long refreshNotBefore;

  private LocalEntry(StoredEntry<V> entry, long createdAt, int weight, int epoch) {
    this.value = entry.value();
    this.createdAt = createdAt;
    this.freshUntil = createdAt + entry.freshFor().toNanos();
    this.expiresAt = createdAt + entry.freshFor().toNanos() + entry.staleFor().toNanos();
    this.weight = weight;
    this.epoch = epoch;
    this.loadCost = entry.loadCost().toNanos();
    this.version = entry.version();
    this.refreshNotBefore = freshUntil;
  }

  /**
   * An entry that was read from a tier.
   *
   * @param age how long the tier has had it, in milliseconds
   * @param now the reading of the ticker
   */
  static <V> LocalEntry<V> of(StoredEntry<V> entry, long age, long now, int weight, int epoch) {
    return new LocalEntry<>(entry, now - Math.max(0, age) * NANOS_PER_MILLI, weight, epoch);
  }

  boolean isNegative() {
    return value == null;
  }

  boolean isFresh(long now) {
    return now - freshUntil < 0;
  }

  /** Remembers an access; threads that race lose some of them, which does no harm. */
  void touch(long now) {
    if (touchedAt != now || touches == 0) {
      touchedAt = now;
      touches++;
    }
  }

  /** How many accesses were remembered. */
  int accesses() {
    return touches;
  }

  /** When the last access was remembered; means nothing before the first. */
  long lastAccess() {
    return touchedAt;
  }

  /** Whether the caller may start the next refresh; takes the turn, until {@code next}, from everybody else. */
  boolean claimRefresh(long now, long next) {
    long notBefore = refreshNotBefore;
    return now - notBefore >= 0 && REFRESH_NOT_BEFORE.compareAndSet(this, notBefore, next);
  }

  StoredEntry<V> toStored() {
    return new StoredEntry<>(
        value,
        Math.floorDiv(createdAt, NANOS_PER_MILLI),
        Duration.ofNanos(freshUntil - createdAt),
        Duration.ofNanos(expiresAt - freshUntil),
        Duration.ofNanos(loadCost),
        version);
  }
}
