package io.symphra.cache.internal;

import io.symphra.cache.spi.StoredEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries that a batch of loads is to replace: what its shared read saw and did not take. Thread-safe, because a
 * loader may ask from several threads.
 */
final class OldEntries<K, V> {

  private final SharedReads<K, V> shared;
  private final Set<K> keys;
  private final Copies<V> copies;
  private Map<K, StoredEntry<V>> copied = Map.of();
  private Map<K, StoredEntry<V>> seen = Map.of();
  private boolean complete;

  /**
   * No entries yet.
   *
   * @param keys the keys of the batch, for all time
   * @param copies copies what a loader is shown
   * @param complete whether the batch reads the shared tier itself; if not it is read when somebody asks
   */
  OldEntries(SharedReads<K, V> shared, Set<K> keys, Copies<V> copies, boolean complete) {
    this.shared = shared;
    this.keys = keys;
    this.copies = copies;
    this.complete = complete;
  }

  synchronized void see(K key, StoredEntry<V> entry) {
    if (seen.isEmpty()) { // most loads replace nothing
      seen = new HashMap<>();
    }
    seen.put(key, entry);
  }

  /** The entry of a key, the same each time: who says it is unchanged may return its value. */
  synchronized @Nullable StoredEntry<V> of(K key) {
    if (!complete) {
      complete = true;
      seen = shared.get(keys);
    }
    StoredEntry<V> entry = seen.get(key);
    V value = entry == null ? null : entry.value();
    return !copies.areMade() || entry == null || value == null ? entry : copied(key, entry, value);
  }

  private StoredEntry<V> copied(K key, StoredEntry<V> entry, V value) {
    if (copied.isEmpty()) {
      copied = new HashMap<>();
    }
    return copied.computeIfAbsent(key, same -> entry.withValue(copies.of(value)));
  }
}
