package io.symphra.cache.internal;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * An entry as the local tier holds it: times are readings of the ticker, so that a hit compares two longs.
 *
 * <p>There is one of these for each entry of a cache, so it is kept small: 64 bytes.
 */
class LocalEntry<V> extends HotEntry<V> {

  private static final long NANOS_PER_MILLI = 1_000_000;

  final long createdAt;
  final long freshUntil;
  final int weight;
  /** The tier's epoch in a local tier; in a space of the heap, the schema version of who stored it. */
  final int epoch;

  /** Usually the one object that all entries of a cache share. */
  private final Duration staleFor;

  private final int loadMicros;

  private LocalEntry(
      StoredEntry<V> entry, long createdAt, long now, long lead, int weight, int epoch) {
    super(entry.value(), createdAt + entry.freshFor().toNanos() - lead, now);
    this.createdAt = createdAt;
    this.freshUntil = createdAt + entry.freshFor().toNanos();
    this.staleFor = entry.staleFor();
    this.weight = weight;
    this.epoch = epoch;
    this.loadMicros = (int) Math.min(
        Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMicros(entry.loadCost().toNanos()));
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
    return entry.version().isPresent()
        ? new Versioned<>(entry, createdAt, now, lead, weight, epoch)
        : new LocalEntry<>(entry, createdAt, now, lead, weight, epoch);
  }

  boolean isFresh(long now) {
    return now - freshUntil < 0;
  }

  /** When it is not answered any more, stale or not. */
  long expiresAt() {
    return freshUntil + staleFor.toNanos();
  }

  /** What its load took, in whole microseconds, 35 minutes at most; zero if it was not loaded. */
  Duration loadCost() {
    return Duration.of(loadMicros, ChronoUnit.MICROS);
  }

  /** The version of the value, if it has one. */
  OptionalLong version() {
    return OptionalLong.empty();
  }

  StoredEntry<V> toStored() {
    return new StoredEntry<>(
        value,
        Math.floorDiv(createdAt, NANOS_PER_MILLI),
        Duration.ofNanos(freshUntil - createdAt),
        staleFor,
        loadCost(),
        version());
  }

  /** An entry with a version; most have none, and do not pay for it. */
  private static final class Versioned<V> extends LocalEntry<V> {

    private final long version;

    Versioned(StoredEntry<V> entry, long createdAt, long now, long lead, int weight, int epoch) {
      super(entry, createdAt, now, lead, weight, epoch);
      this.version = entry.version().orElseThrow();
    }

    @Override
    OptionalLong version() {
      return OptionalLong.of(version);
    }
  }
}
