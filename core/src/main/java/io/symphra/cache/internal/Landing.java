package io.symphra.cache.internal;

import io.symphra.cache.spi.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * The end of a load's flight.
 *
 * <p>Nothing is kept in the local tier here, whether the fill was accepted or not: the local tier is filled from shared
 * hits alone. The interleaving test puts a landing in its place that does keep, to see that the test notices.
 */
class Landing<K, V> {

  private final SingleFlight<K, V> flights;

  Landing(SingleFlight<K, V> flights) {
    this.flights = flights;
  }

  /**
   * Ends the flight of a load.
   *
   * @param value what was loaded; null for none
   * @param entry what was to be stored; null for nothing
   */
  void land(
      K key,
      Flight<V> flight,
      @Nullable V value,
      @Nullable StoredEntry<V> entry,
      boolean accepted) {
    flights.end(key, flight, new Outcome.Loaded<>(value, accepted, entry != null));
  }
}
