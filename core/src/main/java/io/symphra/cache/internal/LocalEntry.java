package io.symphra.cache.internal;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the local tier holds it: times are readings of the ticker, so that a hit compares two longs.
 *
 * <p>Immutable but for the time from which it wants attention, and for the record of accesses. That record is kept
 * without synchronization: a race costs a count or repeats a touch, and nothing else.
 */
final class LocalEntry<V> {

  @SuppressWarnings("rawtypes")
  private static final AtomicLongFieldUpdater<LocalEntry> ATTENTION_AT =
      AtomicLongFieldUpdater.newUpdater(LocalEntry.class, "attentionAt");

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** An access counts once in this time, unless entries come and go. */
  static final long TOUCH_PERIOD = 50 * NANOS_PER_MILLI;

  private static final int NO_TURN = -1;

  /** Null in a negative entry. */
  final @Nullable V value;

  final long createdAt;
  final long freshUntil;
  final long expiresAt;
  final int weight;
  final int epoch;
  private final long loadCost;
  private final OptionalLong version;
  private volatile long attentionAt;
  private long touchedAt;
  private int touchedTurn = NO_TURN;
  private int touches;

  private LocalEntry(
      StoredEntry<V> entry, long createdAt, long now, long lead, int weight, int epoch) {
    this.value = entry.value();
    this.createdAt = createdAt;
    this.freshUntil = createdAt + entry.freshFor().toNanos();
    this.expiresAt = createdAt + entry.freshFor().toNanos() + entry.staleFor().toNanos();
    this.weight = weight;
    this.epoch = epoch;
    this.loadCost = entry.loadCost().toNanos();
    this.version = entry.version();
    this.attentionAt = freshUntil - lead;
    this.touchedAt = now;
  }

  /**
   * An entry that was read from a tier.
   *
   * @param age how long the tier has had it, in milliseconds
   * @param now the reading of the ticker
   * @param lead how long before it turns stale somebody must look whether to refresh it early, in nanoseconds
   */
  static <V> LocalEntry<V> of(
      StoredEntry<V> entry, long age, long now, long lead, int weight, int epoch) {
    long createdAt = now - Math.max(0, age) * NANOS_PER_MILLI;
    return new LocalEntry<>(entry, createdAt, now, lead, weight, epoch);
  }

  boolean isNegative() {
    return value == null;
  }

  boolean isFresh(long now) {
    return now - freshUntil < 0;
  }

  /** Whether a reader has to think about a refresh; before that it just takes the value. */
  boolean wantsAttention(long now) {
    return now - attentionAt >= 0;
  }

  /** Whether the caller may start the next refresh; takes the turn, until {@code next}, from everybody else. */
  boolean claimRefresh(long now, long next) {
    long notBefore = attentionAt;
    return now - notBefore >= 0 && ATTENTION_AT.compareAndSet(this, notBefore, next);
  }

  /**
   * Whether the caller is to tell the eviction policy of its access: the first one in a turn of the store, and in a
   * period.
   */
  boolean claimTouch(long now, int turn) {
    if (turn == touchedTurn && now - touchedAt < TOUCH_PERIOD) {
      return false;
    }
    touchedTurn = turn;
    touchedAt = now;
    touches++;
    return true;
  }

  /** When the last access was remembered; the storing of the entry before the first. */
  long lastAccess() {
    return touchedAt;
  }

  /** How many accesses were remembered. */
  int accesses() {
    return touches;
  }

  /** What its load took; zero if it was not loaded. */
  Duration loadCost() {
    return Duration.ofNanos(loadCost);
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
