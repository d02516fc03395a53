package io.symphra.cache.internal;

import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

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
  private final OpenFlights<K, V> open;
  private final OldEntries<K, V> old;

  /**
   * A batch.
   *
   * @param flights the flights, in a map that is this object's from now on
   */
  LedFlights(ReadParts<K, V> parts, Demand<K, V> demand, Map<K, Flight<V>> flights) {
    this.parts = parts;
    this.demand = demand;
    this.open = new OpenFlights<>(parts, flights);
    this.old = new OldEntries<>(
        parts.shared(),
        Sized.copy(flights.keySet()),
        parts.entries().copies(),
        demand.purpose().readsFirst());
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
        open.endAll(open.keys(), new Outcome.NotLoaded<>(Outcome.Reason.NO_LOADER));
      } else if (!open.isEmpty()) {
        waitForOthers(leaseAndLoad(open.keys()));
      }
    } finally {
      try {
        open.giveBack(open.leased());
      } finally {
        open.endAll(open.keys(), new Outcome.NotLoaded<>(Outcome.Reason.ABANDONED));
      }
    }
  }

  private void readShared() {
    int epoch = parts.local().epoch();
    parts.shared().get(open.keys()).forEach((key, entry) -> takeHit(key, entry, epoch));
  }

  private void takeHit(K key, StoredEntry<V> entry, int epoch) {
    long now = parts.shared().now();
    if (demand.purpose().takesStale() ? entry.isAlive(now) : entry.isFresh(now)) {
      endAsHit(key, entry, epoch);
    } else {
      old.see(key, entry);
    }
  }

  private void endAsHit(K key, StoredEntry<V> entry, int epoch) {
    if (open.has(key)) {
      long now = parts.shared().now();
      long age = now - entry.createdAt();
      boolean kept = parts.local().keep(key, entry, age, open.flight(key), epoch);
      open.end(key, new Outcome.Hit<>(entry.value(), kept, !entry.isFresh(now)));
    }
  }

  /** Answers the keys that cannot exist; who skips a tier, or fills, is not asked to believe the key filter. */
  private void reject() {
    Collection<K> impossible = parts.gate().reject(open.keys());
    if (impossible.isEmpty()) {
      return;
    }
    parts.stats().filtered.add(impossible.size());
    open.endAll(impossible, new Outcome.Impossible<>());
  }

  /** Loads what may be loaded now; returns the keys whose lease another instance holds. */
  private Set<K> leaseAndLoad(Set<K> keys) {
    int epoch = parts.local().epoch();
    Long staleAt = demand.staleAt();
    Set<K> load = Sized.set(keys.size());
    Set<K> wait = Set.of();
    Duration timeout = parts.config().leaseTimeout();
    Map<K, LeaseAnswer<V>> answers = demand.purpose().loadsInAnyCase()
        ? parts.shared().lease(keys, timeout, staleAt)
        : parts.shared().leaseOrThrow(keys, timeout, staleAt);
    for (K key : keys) {
      LeaseAnswer<V> answer = answers.get(key);
      if (answer instanceof LeaseAnswer.Present<V> present) {
        endAsHit(key, present.entry(), epoch); // fresh by the tier's own clock
      } else if (answer instanceof LeaseAnswer.Granted<V> granted) {
        open.hold(key, granted.lease());
        load.add(key);
      } else if (answer instanceof LeaseAnswer.Wait<V>) {
        wait = wait.isEmpty() ? Sized.set(keys.size()) : wait;
        wait.add(key);
      } else {
        load.add(key);
      }
    }
    if (!demand.purpose().loadsInAnyCase()) {
      load.retainAll(open.leased());
      open.endAll(wait, new Outcome.NotLoaded<>(Outcome.Reason.BUSY));
      open.endAll(without(open.keys(), load), new Outcome.NotLoaded<>(Outcome.Reason.FENCED));
      wait = Set.of();
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
      open.flight(waiting.iterator().next()).awaitChange(pause);
      waiting = leaseAndLoad(waiting);
    }
  }

  /** Loads the keys in one call, with the leases there are. */
  private void load(Set<K> keys) {
    if (!keys.isEmpty()) {
      new FlightLoad<>(parts, demand, open, keys).run(old);
    }
  }

  private static <T> Set<T> without(Set<T> all, Set<T> some) {
    Set<T> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
