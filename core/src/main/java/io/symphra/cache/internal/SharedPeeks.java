package io.symphra.cache.internal;

import io.symphra.cache.internal.SingleFlight.Seat;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks beyond the local tier without loading, and counts each key. What is found is also, with null, a negative entry.
 * Thread-safe.
 */
final class SharedPeeks<K, V> {

  private final ReadParts<K, V> parts;

  SharedPeeks(ReadParts<K, V> parts) {
    this.parts = parts;
  }

  /** What there is for who looks on a purpose. */
  Map<K, @Nullable V> peek(Collection<K> keys, Purpose purpose) {
    if (parts.bypass().isOn()) {
      parts.stats().bypassedReads.add(keys.size());
      return new HashMap<>();
    }
    Map<K, @Nullable V> found = Sized.map(keys.size());
    if (purpose == Purpose.READ_SHARED) {
      ask(keys, found);
    } else if (purpose == Purpose.READ && parts.local().copiesSharedTier()) {
      fly(keys, found);
    }
    count(keys, found);
    return found;
  }

  /** What the shared tier has is kept locally, unless a flight for the key is under way. */
  private void fly(Collection<K> keys, Map<K, @Nullable V> found) {
    Map<K, Seat<V>> seats = parts.flights().boardIfFree(keys);
    new LedFlights<>(parts, Demand.toPeek(parts.config()), SingleFlight.led(seats)).run();
    seats.forEach((key, seat) -> {
      if (seat.flight().await() instanceof Outcome.Hit<V> hit) {
        found.put(key, hit.value());
      }
    });
    if (seats.size() < keys.size()) {
      ask(keys.stream().filter(key -> !seats.containsKey(key)).toList(), found);
    }
  }

  /** What the shared tier has, without a flight. */
  private void ask(Collection<K> keys, Map<K, @Nullable V> found) {
    long now = parts.shared().now();
    parts.shared().get(keys).forEach((key, entry) -> {
      if (entry.isAlive(now)) {
        found.put(key, entry.value());
      }
    });
  }

  private void count(Collection<K> asked, Map<K, @Nullable V> found) {
    asked.forEach(key -> {
      if (found.containsKey(key)) {
        parts.events().hitShared(key);
      } else {
        parts.events().missed(key);
      }
    });
    found.values().forEach(parts.stats()::countIfNegative);
  }
}
