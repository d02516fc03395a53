package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Lease;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The flights of a batch that have not ended yet, and the leases they hold. Used by one thread. */
final class OpenFlights<K, V> {

  private final ReadParts<K, V> parts;
  private final Map<K, Flight<V>> flights;
  private final Map<K, Lease> leases;

  /**
   * A batch.
   *
   * @param flights the flights, in a map that is this object's from now on
   */
  OpenFlights(ReadParts<K, V> parts, Map<K, Flight<V>> flights) {
    this.parts = parts;
    this.flights = flights;
    this.leases = Sized.map(flights.size());
  }

  boolean isEmpty() {
    return flights.isEmpty();
  }

  /** The keys of the flights as they are now. */
  Set<K> keys() {
    return Sized.copy(flights.keySet());
  }

  boolean has(K key) {
    return flights.containsKey(key);
  }

  Flight<V> flight(K key) {
    return requireNonNull(flights.get(key));
  }

  /** The flights of some keys. */
  Map<K, Flight<V>> flights(Set<K> keys) {
    Map<K, Flight<V>> some = Sized.map(keys.size());
    for (K key : keys) {
      some.put(key, flight(key));
    }
    return some;
  }

  /** Takes a flight out of the batch, for who ends it. */
  Flight<V> takeOut(K key) {
    return requireNonNull(flights.remove(key));
  }

  void end(K key, Outcome<V> outcome) {
    Flight<V> flight = flights.remove(key);
    if (flight != null) {
      parts.flights().end(key, flight, outcome);
    }
  }

  void endAll(Collection<K> keys, Outcome<V> outcome) {
    for (K key : keys) {
      end(key, outcome);
    }
  }

  void hold(K key, Lease lease) {
    leases.put(key, lease);
  }

  @Nullable
  Lease lease(K key) {
    return leases.get(key);
  }

  /** The leases held for some keys, as they are now. */
  Map<K, Lease> leases(Collection<K> keys) {
    Map<K, Lease> some = new HashMap<>(leases);
    some.keySet().retainAll(keys);
    return some;
  }

  /** The keys whose lease is held. */
  Set<K> leased() {
    return Sized.copy(leases.keySet());
  }

  /** Ends loads in the shared tier; the leases of these keys are gone then, accepted or not. */
  Set<K> fill(Map<K, Fill<V>> fills) {
    Set<K> accepted = parts.shared().fill(fills);
    leases.keySet().removeAll(fills.keySet());
    return accepted;
  }

  void giveBack(Collection<K> keys) {
    if (leases.isEmpty()) {
      return;
    }
    Map<K, Fill<V>> nothing = Sized.map(keys.size());
    for (K key : keys) {
      Lease lease = leases.remove(key);
      if (lease != null) {
        nothing.put(key, new Fill<>(lease, null));
      }
    }
    parts.shared().fill(nothing);
  }
}
