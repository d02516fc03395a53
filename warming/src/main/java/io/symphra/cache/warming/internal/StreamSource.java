package io.symphra.cache.warming.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.warming.WarmingSource;
import io.symphra.cache.warming.spi.WarmingBatch;
import io.symphra.cache.warming.spi.WarmingCursor;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** A source whose elements come one after the other and make a batch together. */
public final class StreamSource<T, K, V> implements WarmingSource<K, V> {

  private final String description;
  private final Callable<OpenSource<T>> opening;
  private final Function<Cache<K, V>, Function<List<T>, WarmingBatch<K, V>>> batching;

  private StreamSource(
      String description,
      Callable<OpenSource<T>> opening,
      Function<Cache<K, V>, Function<List<T>, WarmingBatch<K, V>>> batching) {
    this.description = description;
    this.opening = opening;
    this.batching = batching;
  }

  /** Entries with their values. */
  public static <K, V> WarmingSource<K, V> ofEntries(
      String description, Callable<OpenSource<Map.Entry<? extends K, ? extends V>>> opening) {
    return new StreamSource<>(description, opening, cache -> WarmingBatch::ofEntries);
  }

  /** Values that know their key. */
  public static <K, V> WarmingSource<K, V> ofValues(
      Callable<OpenSource<V>> opening, Function<? super V, ? extends K> key) {
    return new StreamSource<V, K, V>(
        "a stream of values",
        opening,
        cache -> values -> WarmingBatch.ofEntries(values.stream()
            .map(value -> new SimpleImmutableEntry<K, V>(key.apply(value), value))
            .toList()));
  }

  /** Keys for the cache's own loader. */
  public static <K, V> WarmingSource<K, V> ofKeys(Callable<OpenSource<K>> opening) {
    return new StreamSource<K, K, V>("keys", opening, cache -> {
      CacheLoader<K, V> loader = cache
          .config()
          .loader()
          .orElseThrow(() -> new IllegalArgumentException("cache '" + cache.name()
              + "' has no loader: give it one, or give the warming source a batch loader"));
      return keys -> WarmingBatch.ofKeys(keys, loader);
    });
  }

  /** Keys for a loader of the source's own. */
  public static <K, V> WarmingSource<K, V> ofKeys(
      Callable<OpenSource<K>> opening, CacheLoader<K, V> batchLoader) {
    requireNonNull(batchLoader, "batchLoader");
    return new StreamSource<K, K, V>(
        "keys with a batch loader",
        opening,
        cache -> keys -> WarmingBatch.ofKeys(keys, batchLoader));
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void check(Cache<K, V> cache) {
    // Finds the loader, or says that there is none.
    requireNonNull(batching.apply(cache));
  }

  @Override
  public WarmingCursor<K, V> open(Cache<K, V> cache) throws Exception {
    return new StreamCursor<>(opening.call(), batching.apply(cache));
  }
}
