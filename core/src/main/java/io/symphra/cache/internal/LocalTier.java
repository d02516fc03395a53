package io.symphra.cache.internal;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.StoredEntry;
import org.jspecify.annotations.Nullable;

/** The in-process tier of one cache, as the read path and the write path see it. Thread-safe. */
interface LocalTier<K, V> {

  /** The entry that may be answered now: within its lifetime, and coherent. It may be stale. */
  @Nullable
  LocalEntry<V> lookup(K key, long now);

  /** The epoch to remember before a shared read. */
  int epoch();

  /**
   * Keeps what the shared tier answered, unless the flight is void.
   *
   * @param age how long the shared tier has had the entry, in milliseconds
   * @param epoch the epoch before the shared read
   * @return whether the flight was not void
   */
  boolean keep(K key, StoredEntry<V> entry, long age, Flight<V> flight, int epoch);

  /** Whether its entries are copies of the shared tier's, rather than the only ones. */
  boolean copiesSharedTier();

  /** Hears of changes made by this instance, before the call that made them returns. */
  ChangeListener<K> changes();

  /** Where it keeps its entries, for who wants to look and not to read. */
  EntryStore<K, V> store();

  /** Whether an entry of the store may be answered now, as far as other instances are concerned. */
  boolean isCoherent(LocalEntry<V> entry, long now);
}
