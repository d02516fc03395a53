package io.symphra.cache;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the system of record.
 *
 * <p>Batches are the native form: a single {@code get} asks for a batch of one. A read calls it on its own thread, unless the
 * cache has a {@code loadTimeout} or the call is asynchronous or has a timeout; a refresh and a warm-up call it on theirs.
 * Several threads call it at once, for different keys; no lock of the cache is held while it runs.
 *
 * <p>A loader that reloads only what has changed, or chooses the time to live of a value, is given as
 * {@link #withContext}.
 *
 * <p>A loader may read other caches, and other keys of its own cache. Two loaders that each ask for what the other one is
 * loading wait for each other for ever, as two threads with two locks would.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
@FunctionalInterface
public interface CacheLoader<K, V> {

  /**
   * Loads the values of the keys.
   *
   * @param keys at least one key; unmodifiable
   * @return a value for each key the system of record has; missing keys are left out. Keys that were not asked for, a
   *     null map and null values are errors
   * @throws Exception if the values could not be read; the reader gets a {@link CacheLoadException} with it as cause
   */
  Map<K, V> loadAll(Set<K> keys) throws Exception;

  /**
   * Loads the values of the keys, and may look at the old ones and say more about the new ones. This is what a cache
   * calls; a loader that needs no context leaves it as it is. Who wraps a loader wraps both methods.
   *
   * @param keys at least one key; unmodifiable
   * @param context what is known of the keys, for the time of this call
   * @return as {@link #loadAll(Set)}
   * @throws Exception if the values could not be read; the reader gets a {@link CacheLoadException} with it as cause
   */
  default Map<K, V> loadAll(Set<K> keys, LoadContext<K, V> context) throws Exception {
    return loadAll(keys);
  }

  /**
   * A loader that uses the context, as a lambda. Its {@link #loadAll(Set)} without a context throws, because what the
   * loader says there would be lost.
   *
   * @param loader loads with a context
   */
  static <K, V> CacheLoader<K, V> withContext(WithContext<K, V> loader) {
    requireNonNull(loader, "loader");
    return new CacheLoader<>() {
      @Override
      public Map<K, V> loadAll(Set<K> keys) {
        throw new UnsupportedOperationException(
            "this loader needs a LoadContext: call loadAll(keys, context)");
      }

      @Override
      public Map<K, V> loadAll(Set<K> keys, LoadContext<K, V> context) throws Exception {
        return loader.loadAll(keys, context);
      }
    };
  }

  /**
   * A loader that asks for one key at a time, for systems of record that know no batches.
   *
   * @param one gives the value of a key, or null if there is none
   */
  static <K, V> CacheLoader<K, V> oneByOne(Function<? super K, ? extends @Nullable V> one) {
    requireNonNull(one, "one");
    return keys -> {
      Map<K, V> found = new HashMap<>(1 + 2 * keys.size());
      for (K key : keys) {
        V value = one.apply(key);
        if (value != null) {
          found.put(key, value);
        }
      }
      return found;
    };
  }

  /**
   * The body of a loader that uses the context.
   *
   * @param <K> the key type
   * @param <V> the value type
   */
  @FunctionalInterface
  interface WithContext<K, V> {

    /** See {@link CacheLoader#loadAll(Set, LoadContext)}. */
    Map<K, V> loadAll(Set<K> keys, LoadContext<K, V> context) throws Exception;
  }
}
