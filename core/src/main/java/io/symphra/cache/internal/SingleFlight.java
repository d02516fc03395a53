package io.symphra.cache.internal;

import io.symphra.cache.internal.FlightRules.Role;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The flights of one cache in this instance: at most one per key that is not void.
 *
 * <p>A flight is here from its first step until it has ended or is void. Thread-safe, and never holds a lock while a
 * loader runs.
 */
final class SingleFlight<K, V> {

  /** A place in a flight. */
  record Seat<V>(Flight<V> flight, Role role) {}

  private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();

  /**
   * Leads a new flight for the key, or joins the one under way.
   *
   * @param alone leads in any case and voids the one under way; for who has gone round often enough
   * @throws IllegalStateException if the current thread leads or loads the one under way: it would wait for itself
   */
  Seat<V> board(K key, boolean alone) {
    Flight<V> mine = new Flight<>(true);
    Flight<V> found = flights.putIfAbsent(key, mine);
    if (found == null) {
      return new Seat<>(mine, Role.LEADER);
    }
    if (found.waitsFor(Thread.currentThread())) {
      throw new IllegalStateException(
          "a loader asked its own cache for a key that it is loading at the moment");
    }
    if (!alone) {
      return new Seat<>(found, found.join());
    }
    Flight<V> replaced = flights.put(key, mine);
    if (replaced != null) {
      replaced.markVoid();
    }
    return new Seat<>(mine, Role.LEADER);
  }

  /** Leads a new flight for the key that no reader waits for; null if one is under way. */
  @Nullable
  Seat<V> boardIfFree(K key) {
    Flight<V> mine = new Flight<>(false);
    return flights.putIfAbsent(key, mine) == null ? new Seat<>(mine, Role.LEADER) : null;
  }

  /** Leads new flights for those of the keys that have none under way. */
  Map<K, Seat<V>> boardIfFree(Collection<K> keys) {
    return boardAll(keys, this::boardIfFree);
  }

  /**
   * Takes seats for keys; if that fails for one, none of the flights stays, because nobody would end them, and whoever joined
   * them would wait for ever.
   *
   * @param board takes the seat for a key; null if none is wanted
   */
  Map<K, Seat<V>> boardAll(Collection<K> keys, Function<K, @Nullable Seat<V>> board) {
    Map<K, Seat<V>> seats = Sized.orderedMap(keys.size());
    boolean boarded = false;
    try {
      for (K key : keys) {
        Seat<V> seat = board.apply(key);
        if (seat != null) {
          seats.put(key, seat);
        }
      }
      boarded = true;
      return seats;
    } finally {
      if (!boarded) {
        led(seats)
            .forEach((key, flight) ->
                end(key, flight, new Outcome.NotLoaded<>(Outcome.Reason.ABANDONED)));
      }
    }
  }

  /** The flights among the seats that this thread leads, in a map of the caller's own. */
  static <K, V> Map<K, Flight<V>> led(Map<K, Seat<V>> seats) {
    Map<K, Flight<V>> led = Sized.orderedMap(seats.size());
    seats.forEach((key, seat) -> {
      if (seat.role() == Role.LEADER) {
        led.put(key, seat.flight());
      }
    });
    return led;
  }

  /** The flight under way for a key, or null. */
  @Nullable
  Flight<V> underWay(K key) {
    return flights.get(key);
  }

  /** Ends a flight: whoever comes from now on begins a new one. */
  void end(K key, Flight<V> flight, Outcome<V> outcome) {
    flights.remove(key, flight);
    flight.end(outcome);
  }

  /** Voids the flight of a key, so that it leaves nothing in the local tier and nobody joins it any more. */
  void voidFlight(K key) {
    Flight<V> flight = flights.remove(key);
    if (flight != null) {
      flight.markVoid();
    }
  }

  /** The keys with a flight under way, a live view. */
  Set<K> keys() {
    return flights.keySet();
  }
}
