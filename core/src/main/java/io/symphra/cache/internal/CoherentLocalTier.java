package io.symphra.cache.internal;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * The local tier of a cache with a shared tier: a copy of what the shared tier answered, dropped when it changes there.
 *
 * <p>Keeping an entry and hearing that its key changed exclude each other by the store's atomic step on the key: a flight
 * that was voided before keeps nothing, and what was kept before is dropped.
 */
final class CoherentLocalTier<K, V> implements LocalTier<K, V> {

  private final EntryStore<K, V> store;
  private final ChangeListener<K> changes;
  private final Coherence coherence;
  private final FlightRules rules;

  CoherentLocalTier(
      EntryStore<K, V> store, ChangeListener<K> changes, Coherence coherence, FlightRules rules) {
    this.store = store;
    this.changes = changes;
    this.coherence = coherence;
    this.rules = rules;
  }

  @Override
  public @Nullable LocalEntry<V> lookup(K key, long now) {
    LocalEntry<V> entry = store.get(key, now);
    return entry != null && isCoherent(entry, now) ? entry : null;
  }

  @Override
  public int epoch() {
    return coherence.epoch();
  }

  @Override
  public boolean keep(K key, StoredEntry<V> entry, long age, Flight<V> flight, int epoch) {
    LocalEntry<V> mine = store.prepare(key, entry, age, epoch);
    boolean[] kept = new boolean[1];
    store.compute(key, standing -> {
      kept[0] = rules.mayKeep(flight);
      return kept[0] ? mine : standing;
    });
    return kept[0];
  }

  @Override
  public boolean copiesSharedTier() {
    return true;
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
    return entry.epoch == coherence.epoch() && coherence.isCoherent(now);
  }

  /** What a change in the shared tier does here. */
  record DropLocal<K, V>(EntryStore<K, V> store, SingleFlight<K, V> flights, KeyGate<K> gate)
      implements ChangeListener<K> {
    @Override
    public void changed(K key) {
      try {
        gate.join(key);
      } finally { // whatever the user's key codec makes of the key
        drop(key);
      }
    }

    private void drop(K key) {
      store.compute(key, standing -> {
        flights.voidFlight(key);
        return null;
      });
    }

    @Override
    public void allChanged() {
      flights.keys().forEach(this::drop);
      store.clear();
    }
  }
}
