package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A batch of flights that one thread leads: shared read, lease, load, fill.
 *
 * <p>Each step answers some keys, whose flights end, and hands the others on. Every flight has ended when {@link #run}
 * returns, and every lease has been given back. What the thread leads it finishes before it waits for anybody else, so
 * two overlapping batches never wait for each other in a circle. Used by one thread, once.
 */
final class LedFlights<K, V> {

  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(64);

  private final ReadParts<K, V> parts;
  private final Demand<K, V> demand;
  private final Map<K, Flight<V>> open;
  private final Map<K, Lease> leases = new HashMap<>();
  private final Set<K> stale = new HashSet<>();

  LedFlights(ReadParts<K, V> parts, Demand<K, V> demand, Map<K, Flight<V>> flights) {
    this.parts = parts;
    this.demand = demand;
    this.open = new LinkedHashMap<>(flights);
  }

  void run() {
    if (open.isEmpty()) {
      return;
    }
    try {
      if (demand.purpose().readsFirst()) {
        readShared();
      }
      if (demand.purpose() == Purpose.READ && demand.loader() != null) {
        reject();
      }
      if (demand.loader() == null) {
        endAll(Set.copyOf(open.keySet()), new Outcome.NotLoaded<>(Outcome.Reason.NO_LOADER));
      } else if (!open.isEmpty()) {
        waitForOthers(leaseAndLoad(Set.copyOf(open.keySet())));
      }
    } finally {
      try {
        giveBack(Set.copyOf(leases.keySet()));
      } finally {
        endAll(Set.copyOf(open.keySet()), new Outcome.NotLoaded<>(Outcome.Reason.ABANDONED));
      }
    }
  }

  private void readShared() {
    int epoch = parts.local().epoch();
    parts
        .shared()
        .get(List.copyOf(open.keySet()))
        .forEach((key, entry) -> takeHit(key, entry, epoch));
  }

  private void takeHit(K key, StoredEntry<V> entry, int epoch) {
    long now = parts.shared().now();
    if (demand.purpose().takesStale() ? entry.isAlive(now) : entry.isFresh(now)) {
      endAsHit(key, entry, epoch);
    } else {
      stale.add(key);
    }
  }

  private void endAsHit(K key, StoredEntry<V> entry, int epoch) {
    Flight<V> flight = open.get(key);
    if (flight != null) {
      long age = parts.shared().now() - entry.createdAt();
      boolean kept = parts.local().keep(key, entry, age, flight, epoch);
      end(key, new Outcome.Hit<>(entry.value(), kept));
    }
  }

  /** Answers the keys that cannot exist; who skips a tier, or fills, is not asked to believe the key filter. */
  private void reject() {
    Collection<K> impossible = parts.gate().reject(open.keySet());
    parts.stats().filtered.add(impossible.size());
    endAll(impossible, new Outcome.Impossible<>());
  }

  /** Loads what may be loaded now; returns the keys whose lease another instance holds. */
  private Set<K> leaseAndLoad(Set<K> keys) {
    int epoch = parts.local().epoch();
    Long staleAt = demand.staleAt();
    Set<K> load = new HashSet<>();
    Set<K> wait = new HashSet<>();
    Duration timeout = parts.config().leaseTimeout();
    Map<K, LeaseAnswer<V>> answers = demand.purpose().loadsInAnyCase()
        ? parts.shared().lease(keys, timeout, staleAt)
        : parts.shared().leaseOrThrow(keys, timeout, staleAt);
    keys.forEach(key -> {
      LeaseAnswer<V> answer = answers.get(key);
      if (answer instanceof LeaseAnswer.Present<V> present) {
        endAsHit(key, present.entry(), epoch); // fresh by the tier's own clock
      } else if (answer instanceof LeaseAnswer.Granted<V> granted) {
        leases.put(key, granted.lease());
        load.add(key);
      } else if (answer instanceof LeaseAnswer.Wait<V>) {
        wait.add(key);
      } else {
        load.add(key);
      }
    });
    if (!demand.purpose().loadsInAnyCase()) {
      load.retainAll(leases.keySet());
      endAll(wait, new Outcome.NotLoaded<>(Outcome.Reason.BUSY));
      endAll(without(open.keySet(), load), new Outcome.NotLoaded<>(Outcome.Reason.FENCED));
      wait.clear();
    }
    load(load);
    return wait;
  }

  /** Polls for the leases of other instances, woken early by a change of the first key; bounded by the lease timeout. */
  private void waitForOthers(Set<K> first) {
    Set<K> waiting = first;
    long deadline = parts.ticker().read() + parts.config().leaseTimeout().toNanos();
    for (long pause = FIRST_PAUSE; !waiting.isEmpty(); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      if (parts.ticker().read() - deadline >= 0) {
        load(waiting);
        return;
      }
      flight(waiting.iterator().next()).awaitChange(pause);
      waiting = leaseAndLoad(waiting);
    }
  }

  /** Loads the keys in one call, with the leases there are. */
  private void load(Set<K> keys) {
    if (keys.isEmpty()) {
      return;
    }
    keys.forEach(key -> flight(key).beginLoad());
    try {
      land(keys, parts.loaderCall().load(requireNonNull(demand.loader()), keys));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadInterruptedException("interrupted in a loader", e);
    } catch (Exception e) { // user code: becomes the outcome, which the caller gets as an exception
      if (Thread.currentThread()
          .isInterrupted()) { // a loader may have wrapped the interrupt of this one caller
        throw new LoadInterruptedException("interrupted in a loader", e);
      }
      fail(keys, e);
    }
  }

  private void land(Set<K> keys, LoaderCall.Loaded<K, V> loaded) {
    Map<K, @Nullable StoredEntry<V>> entries = new HashMap<>();
    for (K key : keys) {
      entries.put(key, entry(key, loaded));
    }
    keys.forEach(key -> flight(key).beginFill());
    Map<K, Fill<V>> fills = new HashMap<>();
    entries.forEach((key, entry) -> {
      Lease lease = leases.get(key);
      if (lease != null) {
        fills.put(key, new Fill<>(lease, entry));
      }
    });
    Set<K> accepted = parts.shared().fill(fills);
    leases.keySet().removeAll(keys);
    dropVanished(entries, accepted);
    entries.forEach((key, entry) -> {
      if (entry != null && !accepted.contains(key)) {
        parts.stats().refusedFills.increment();
      }
      Flight<V> flight = requireNonNull(open.remove(key));
      parts.landing().land(key, flight, loaded.values().get(key), entry, accepted.contains(key));
    });
  }

  /** What to store for a key; null for nothing. */
  private @Nullable StoredEntry<V> entry(K key, LoaderCall.Loaded<K, V> loaded) {
    V value = loaded.values().get(key);
    if (value == null) {
      boolean remembered = parts.gate().remembers(key, demand.purpose() == Purpose.READ);
      return remembered ? parts.entries().missing(loaded.cost()) : null;
    }
    if (!parts.entries().sizes().fits(value)) {
      parts.entries().sizes().leftOut(key);
      return null;
    }
    return parts.entries().loaded(key, value, demand.timeToLive(), loaded.cost());
  }

  /**
   * A load over an entry that stands, and that finds the key gone from the system of record or not to be cached any
   * more, ends the entry too; where a negative entry took its place there is nothing to do. Nor is there where a
   * fill found no entry: the notice would only let a key pass the gate that does not exist.
   */
  private void dropVanished(Map<K, @Nullable StoredEntry<V>> entries, Set<K> accepted) {
    if (!demand.purpose().takesStale()) { // who takes stale entries would have taken what stands
      List<K> vanished = accepted.stream()
          .filter(key -> entries.get(key) == null)
          .filter(key -> demand.purpose() != Purpose.FILL || stale.contains(key))
          .toList();
      if (!vanished.isEmpty()) {
        parts.shared().invalidate(vanished);
      }
    }
  }

  private void fail(Set<K> keys, Exception cause) {
    giveBack(keys);
    String message =
        "cache '%s': loading %d keys failed".formatted(parts.config().name(), keys.size());
    endAll(keys, new Outcome.Failed<>(message, cause));
  }

  private void giveBack(Set<K> keys) {
    Map<K, Fill<V>> nothing = new HashMap<>();
    for (K key : keys) {
      Lease lease = leases.remove(key);
      if (lease != null) {
        nothing.put(key, new Fill<>(lease, null));
      }
    }
    parts.shared().fill(nothing);
  }

  private void endAll(Collection<K> keys, Outcome<V> outcome) {
    keys.forEach(key -> end(key, outcome));
  }

  private void end(K key, Outcome<V> outcome) {
    Flight<V> flight = open.remove(key);
    if (flight != null) {
      parts.flights().end(key, flight, outcome);
    }
  }

  private Flight<V> flight(K key) {
    return requireNonNull(open.get(key));
  }

  private static <T> Set<T> without(Set<T> all, Set<T> some) {
    Set<T> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
