package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.spi.StoredEntry;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call of a loader that is wanted.
 *
 * @param loader what to call
 * @param keys for which keys, at least one
 * @param purpose what the values are wanted for
 * @param old the entry that a load of the key is to replace, or null; asks a tier
 * @param watcher hears when the call begins and ends
 */
record LoadRequest<K, V>(
    CacheLoader<K, V> loader,
    Set<K> keys,
    Purpose purpose,
    Function<K, @Nullable StoredEntry<V>> old,
    Watcher watcher) {

  /** Hears on the thread that runs the loader. */
  interface Watcher {

    /** From here on the loader may read: a write that begins now may be missed by it. */
    void begins();

    /** The loader has returned or thrown. */
    void ends();
  }
}
