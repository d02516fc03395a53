package io.symphra.cache.internal;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * The local tier of a cache without a shared tier.
 *
 * <p>The in-heap protocol keeps its values in this tier's own store. So a fill or a release that the protocol accepts
 * has stored the value here already, in the same atomic step, and there is nothing to keep or to drop.
 */
final class SoleLocalTier<K, V> implements LocalTier<K, V> {

  private final EntryStore<K, V> store;
  private final FlightRules rules;
  private final ChangeListener<K> changes;

  SoleLocalTier(
      EntryStore<K, V> store, SingleFlight<K, V> flights, KeyGate<K> gate, FlightRules rules) {
    this.store = store;
    this.rules = rules;
    this.changes = new VoidFlights<>(flights, gate);
  }

  @Override
  public @Nullable LocalEntry<V> lookup(K key, long now) {
    return store.get(key, now);
  }

  @Override
  public int epoch() {
    return 0;
  }

  @Override
  public boolean keep(K key, StoredEntry<V> entry, long age, Flight<V> flight, int epoch) {
    return rules.mayKeep(flight);
  }

  @Override
  public boolean copiesSharedTier() {
    return false;
  }

  @Override
  public ChangeListener<K> changes() {
    return changes;
  }

  @Override
  public EntryStore<K, V> store() {
    return store;
  }

  @Override
  public boolean isCoherent(LocalEntry<V> entry, long now) {
    return true;
  }

  private record VoidFlights<K, V>(SingleFlight<K, V> flights, KeyGate<K> gate)
      implements ChangeListener<K> {
    @Override
    public void changed(K key) {
      try {
        gate.join(key);
      } finally { // whatever the user's key codec makes of the key
        flights.voidFlight(key);
      }
    }

    @Override
    public void allChanged() {
      flights.keys().forEach(flights::voidFlight);
    }
  }
}
