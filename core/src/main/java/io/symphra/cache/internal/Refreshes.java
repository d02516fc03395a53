package io.symphra.cache.internal;

import io.symphra.cache.CacheException;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.internal.SingleFlight.Seat;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The refreshes that reads begin: of entries that are stale, or that will be before a load could end. Thread-safe.
 */
final class Refreshes<K, V> {

  /** By how much a local entry's creation may be told wrongly in milliseconds of the shared tier's clock. */
  private static final long CLOCK_MARGIN = 2;

  private final ReadParts<K, V> parts;
  private final Refresher<K, V> refresher;

  Refreshes(ReadParts<K, V> parts, Refresher<K, V> refresher) {
    this.parts = parts;
    this.refresher = refresher;
  }

  /**
   * Begins the refresh of an entry that wants attention, in the background, if the caller is the one to do so.
   *
   * @return opens when the refresh of a stale one has ended; null if none was begun
   */
  @Nullable
  CountDownLatch attend(K key, LocalEntry<V> entry, long now, CacheLoader<K, V> with) {
    if (!entry.isFresh(now)) {
      return refresher.refreshLater(key, entry, () -> run(key, demand(with)));
    }
    if (isEarly(entry, now)) {
      long createdAt = parts.shared().now() - TimeUnit.NANOSECONDS.toMillis(now - entry.createdAt);
      Demand<K, V> demand = new Demand<>(
          Purpose.EARLY_REFRESH, with, parts.config().timeToLive(), createdAt + CLOCK_MARGIN);
      refresher.refreshLater(key, entry, () -> run(key, demand));
    }
    return null;
  }

  private boolean isEarly(LocalEntry<V> entry, long now) {
    Duration left = Duration.ofNanos(entry.freshUntil - now);
    double random = ThreadLocalRandom.current().nextDouble();
    return parts
        .config()
        .earlyRefresh()
        .filter(early -> early.lead(entry.loadCost(), random).compareTo(left) >= 0)
        .isPresent();
  }

  /**
   * Begins the refresh of an entry that a read took from the shared tier, if it wants attention.
   *
   * <p>It stands in the local tier now, and is refreshed from there. If that could not keep it, only a stale one is
   * refreshed.
   */
  void attendTaken(K key, boolean stale, CacheLoader<K, V> with) {
    if (!parts.config().serveStale().isZero()) {
      long now = parts.ticker().read();
      LocalEntry<V> kept = parts.local().lookup(key, now);
      if (kept == null) {
        if (stale && refresher.claims(key)) {
          refresher.refreshLater(key, () -> run(key, demand(with)));
        }
      } else if (kept.wantsAttention(now)) {
        CountDownLatch unused = attend(key, kept, now, with);
      }
    }
  }

  /** Whether the caller is the one to refresh the entry on its own thread, with a function of its own. */
  boolean claims(LocalEntry<V> entry) {
    return refresher.claims(entry);
  }

  /** What is wanted of the refresh of a stale entry. */
  Demand<K, V> demand(CacheLoader<K, V> with) {
    return new Demand<>(Purpose.REFRESH, with, parts.config().timeToLive());
  }

  /** Loads an entry anew. Its failure is an outcome, while the entry goes on being answered. */
  Outcome<V> run(K key, Demand<K, V> demand) {
    Seat<V> seat = parts.bypass().isOn() ? null : parts.flights().boardIfFree(key);
    if (seat == null) {
      return new Outcome.NotLoaded<>(Outcome.Reason.BUSY);
    }
    parts.stats().refreshes.increment();
    Map<K, Flight<V>> flights = Sized.map(1);
    flights.put(key, seat.flight());
    new LedFlights<>(parts, demand, flights).run();
    return seat.flight().await();
  }

  /** Tells of a failure that nobody hears of, because the stale entry is answered. */
  void tellFailed(K key, CacheException cause) {
    refresher.tell(key, cause);
  }

  /** No refresh begins from here on. */
  void close() {
    refresher.close();
  }
}
