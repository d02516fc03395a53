package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.internal.FlightRules.Role;
import io.symphra.cache.internal.SingleFlight.Seat;
import io.symphra.cache.spi.StoredEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the local tier does not have, in rounds.
 *
 * <p>In each a read leads flights for the keys nobody else has under way, joins the others, and takes what it may take
 * (see {@link FlightRules}); the rest goes round again, by way of the local tier. After a few rounds it leads alone, so
 * every read ends. Thread-safe.
 */
final class Rounds<K, V> {

  private static final int ALONE_AFTER_ROUNDS = 4;

  private final ReadParts<K, V> parts;
  private final LocalReads<K, V> local;
  private final Refreshes<K, V> refreshes;
  private final @Nullable CacheLoader<K, V> refreshWith;
  private final DirectLoad<K, V> directLoad;

  /**
   * Rounds.
   *
   * @param refreshWith what refreshes the stale entries that are met on the way; null to leave them as they are
   */
  Rounds(
      ReadParts<K, V> parts,
      LocalReads<K, V> local,
      Refreshes<K, V> refreshes,
      @Nullable CacheLoader<K, V> refreshWith) {
    this.parts = parts;
    this.local = local;
    this.refreshes = refreshes;
    this.refreshWith = refreshWith;
    this.directLoad = new DirectLoad<>(parts);
  }

  /** Reads keys and counts them; found is also, with null, what there is not. */
  void fetch(Collection<K> keys, Demand<K, V> demand, Map<K, @Nullable V> found) {
    LoadFailures<K> failures = new LoadFailures<>();
    Collection<K> missing = keys;
    if (demand.purpose() == Purpose.READ_SHARED && !parts.bypass().isOn()) {
      missing = takeShared(keys, found);
    }
    for (int round = 0; !missing.isEmpty(); round++) {
      if (parts.bypass().isOn()) {
        found.putAll(directLoad.load(new LinkedHashSet<>(missing), demand));
        break;
      }
      missing = round(missing, demand, round, found, failures);
    }
    failures.throwIfAny();
  }

  /** Takes what is fresh in the shared tier, without a flight: a flight under way may have read it earlier. */
  private List<K> takeShared(Collection<K> keys, Map<K, @Nullable V> found) {
    long now = parts.shared().now();
    Map<K, StoredEntry<V>> there = parts.shared().get(keys);
    List<K> missing = new ArrayList<>(0);
    for (K key : keys) {
      StoredEntry<V> entry = there.get(key);
      if (entry != null && entry.isFresh(now)) {
        found.put(key, entry.value());
        parts.events().hitShared(key);
        parts.stats().countIfNegative(entry.value());
      } else {
        missing.add(key);
      }
    }
    return missing;
  }

  /** One round; returns the keys that have to go round again. */
  private Collection<K> round(
      Collection<K> keys,
      Demand<K, V> demand,
      int round,
      Map<K, @Nullable V> found,
      LoadFailures<K> failures) {
    Map<K, Seat<V>> seats = board(keys, demand.purpose().looksLocally(), round, found);
    new LedFlights<>(parts, demand, SingleFlight.led(seats)).run();
    List<K> again = new ArrayList<>(0);
    seats.forEach((key, seat) -> {
      boolean mine = seat.role() == Role.LEADER;
      Outcome<V> outcome = mine ? seat.flight().await() : parts.loads().await(seat.flight());
      if (parts.rules().mayTake(seat.role(), outcome)
          && (mine || demand.purpose().mayTakeJoined(seat.role(), outcome))) {
        take(key, outcome, found, failures);
      } else {
        again.add(key);
      }
    });
    return again;
  }

  /** Takes a seat for each key that the local tier does not have by now. */
  private Map<K, Seat<V>> board(
      Collection<K> keys, boolean looksLocally, int round, Map<K, @Nullable V> found) {
    return parts.flights().boardAll(keys, key -> {
      LocalEntry<V> here = round == 0 || !looksLocally ? null : local.lookup(key, refreshWith);
      if (here == null) {
        return parts.flights().board(key, round >= ALONE_AFTER_ROUNDS);
      }
      found.put(key, here.value);
      return null;
    });
  }

  private void take(
      K key, Outcome<V> outcome, Map<K, @Nullable V> found, LoadFailures<K> failures) {
    if (outcome instanceof Outcome.Hit<V> hit) {
      takeHit(key, hit, found);
      return;
    }
    parts.events().missed(key);
    if (outcome instanceof Outcome.Loaded<V> loaded) {
      found.put(key, loaded.value());
    } else if (outcome instanceof Outcome.Failed<V> failed) {
      failures.add(key, failed);
    }
  }

  private void takeHit(K key, Outcome.Hit<V> hit, Map<K, @Nullable V> found) {
    if (parts.local().copiesSharedTier()) {
      parts.events().hitShared(key);
    } else {
      parts.events().hitHere(key);
    }
    parts.stats().countIfNegative(hit.value());
    found.put(key, hit.value());
    if (refreshWith != null) {
      refreshes.attendTaken(key, hit.stale(), refreshWith);
    }
  }
}
