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

  /** The keys it holds, a live view. */
  Iterable<K> keys();

  /** Changes the most entries it holds, or the most weight; lets go at once of what is beyond. */
  void maximum(long maximum);

  /** How many entries it holds, about. */
  long size();

  /** Lets everything go. */
  void clear();
}
