package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.StoredEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One load of flights, with the leases there are: call, fill, land. Every flight of it has ended when {@link #run}
 * returns. Used by one thread, once; what is a {@link LoadRequest.Watcher}'s may be called by others.
 */
final class FlightLoad<K, V> implements LoadRequest.Watcher {

  private final ReadParts<K, V> parts;
  private final Demand<K, V> demand;
  private final OpenFlights<K, V> open;
  private final Set<K> keys;
  private final Map<K, Flight<V>> flights;
  private final Map<K, Lease> leases;

  FlightLoad(ReadParts<K, V> parts, Demand<K, V> demand, OpenFlights<K, V> open, Set<K> keys) {
    this.parts = parts;
    this.demand = demand;
    this.open = open;
    this.keys = keys;
    this.flights = open.flights(keys);
    // Other threads may give the load up, and must not look into what this one changes.
    this.leases = parts.config().loadTimeout().isPresent() ? open.leases(keys) : Map.of();
  }

  void run(OldEntries<K, V> old) {
    try {
      land(
          parts
              .loads()
              .load(new LoadRequest<>(
                  requireNonNull(demand.loader()), keys, demand.purpose(), old::of, this)),
          old);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadInterruptedException("interrupted in a loader", e);
    } catch (Exception e) { // user code: becomes the outcome, which the caller gets as an exception
      if (Thread.currentThread()
          .isInterrupted()) { // a loader may have wrapped the interrupt of this one caller
        throw new LoadInterruptedException("interrupted in a loader", e);
      }
      fail(e);
    }
  }

  private void land(Loaded<K, V> loaded, OldEntries<K, V> old) {
    Map<K, @Nullable StoredEntry<V>> entries = Sized.map(keys.size());
    for (K key : keys) {
      entries.put(key, entry(key, loaded));
    }
    flights.values().forEach(Flight::beginFill);
    Map<K, Fill<V>> fills = Sized.map(keys.size());
    entries.forEach((key, entry) -> {
      Lease lease = open.lease(key);
      if (lease != null) {
        fills.put(key, fill(lease, entry, loaded.wish(key).standing(), replaces(key, old)));
      }
    });
    Set<K> accepted = open.fill(fills);
    entries.forEach((key, entry) -> {
      if (entry != null && !accepted.contains(key)) {
        parts.stats().refusedFills.increment();
      }
      parts
          .landing()
          .land(key, open.takeOut(key), loaded.value(key), entry, accepted.contains(key));
    });
  }

  /** What to store for a key; null for nothing. */
  private @Nullable StoredEntry<V> entry(K key, Loaded<K, V> loaded) {
    V value = loaded.value(key);
    LoadWish<V> wish = loaded.wish(key);
    if (wish.doNotCache()) {
      return null;
    }
    if (value == null) {
      boolean remembered = parts.gate().remembers(key, demand.purpose() == Purpose.READ);
      return remembered ? parts.entries().missing(loaded.cost(), wish) : null;
    }
    if (!parts.entries().sizes().fits(value)) {
      parts.entries().sizes().leftOut(key);
      return null;
    }
    return parts.entries().loaded(key, value, demand.timeToLive(), loaded.cost(), wish);
  }

  /**
   * The end of the load in the tier. A load over an entry that stands, and that finds the key gone from the system of
   * record or not to be cached any more, ends the entry too. A fill that found no entry ends none: the notice would
   * only let a key pass the gate that does not exist.
   */
  private Fill<V> fill(
      Lease lease,
      @Nullable StoredEntry<V> entry,
      @Nullable StoredEntry<V> standing,
      boolean replaces) {
    if (entry != null) {
      return standing == null
          ? new Fill<>(lease, entry)
          : Fill.keeping(lease, entry, standing.createdAt());
    }
    // Who takes stale entries would have taken what stands.
    return replaces ? Fill.dropping(lease) : new Fill<>(lease, null);
  }

  /** Whether the load may be over an entry that stands. */
  private boolean replaces(K key, OldEntries<K, V> old) {
    return !demand.purpose().takesStale()
        && (demand.purpose() != Purpose.FILL || old.of(key) != null);
  }

  private void fail(Exception cause) {
    open.giveBack(keys);
    open.endAll(keys, LoadFailure.of(parts.config().name(), keys, cause));
  }

  @Override
  public void begins() {
    flights.values().forEach(Flight::beginLoad);
  }

  @Override
  public void ends() {
    flights.values().forEach(Flight::endLoad);
  }

  @Override
  public void givenUp(LoadGivenUp why) {
    Outcome<V> outcome = why.outcome();
    flights.forEach((key, flight) -> parts.flights().end(key, flight, outcome));
  }

  @Override
  public void letGo() {
    Map<K, Fill<V>> nothing = new HashMap<>();
    leases.forEach((key, lease) -> nothing.put(key, new Fill<>(lease, null)));
    parts.shared().fill(nothing);
  }
}
