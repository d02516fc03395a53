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

  /** Where nobody joins the load. */
  static final Watcher NOBODY = new Watcher() {
    @Override
    public void begins() {}

    @Override
    public void ends() {}

    @Override
    public void givenUp(LoadGivenUp why) {}

    @Override
    public void letGo() {}
  };

  /** The same request with another watcher. */
  LoadRequest<K, V> watchedBy(Watcher other) {
    return new LoadRequest<>(loader, keys, purpose, old, other);
  }

  /** Hears of the call. */
  interface Watcher {

    /**
     * The loader begins, on this thread. From here on it may read: a write that begins now may be missed by it.
     *
     * @throws java.util.concurrent.CancellationException if it must not begin any more
     */
    void begins();

    /** The loader has returned or thrown, on this thread. */
    void ends();

    /** The call was given up, and its caller cannot act on it before the loader returns. Must not wait for anything. */
    void givenUp(LoadGivenUp why);

    /** The same, where it may wait for a tier. */
    void letGo();
  }
}
