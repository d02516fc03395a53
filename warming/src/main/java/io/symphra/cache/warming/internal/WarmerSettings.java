package io.symphra.cache.warming.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.Cache;
import io.symphra.cache.FillOptions;
import io.symphra.cache.warming.WarmingListener;
import io.symphra.cache.warming.WarmingRetry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** The settings of a warmer; what each means stands at {@link io.symphra.cache.warming.Warmer}. */
record WarmerSettings<K, V>(
    Cache<K, V> cache,
    int batchSize,
    int concurrency,
    FillOptions<K, V> fill,
    WarmingRetry retry,
    boolean failFast,
    Optional<Executor> executor,
    List<WarmingListener> listeners) {

  WarmerSettings {
    requireNonNull(cache, "cache");
    requireNonNull(retry, "retry");
    requireRange(cache, "batchSize", batchSize, 100_000);
    requireRange(cache, "concurrency", concurrency, 256);
  }

  static <K, V> WarmerSettings<K, V> ofDefaults(Cache<K, V> cache) {
    return new WarmerSettings<>(
        cache,
        500,
        4,
        FillOptions.ofDefaults(),
        WarmingRetry.ofDefaults(),
        false,
        Optional.empty(),
        List.of());
  }

  WarmerSettings<K, V> withBatchSize(int keys) {
    return new WarmerSettings<>(
        cache, keys, concurrency, fill, retry, failFast, executor, listeners);
  }

  WarmerSettings<K, V> withConcurrency(int batches) {
    return new WarmerSettings<>(
        cache, batchSize, batches, fill, retry, failFast, executor, listeners);
  }

  WarmerSettings<K, V> withFill(FillOptions<K, V> options) {
    return new WarmerSettings<>(
        cache, batchSize, concurrency, options, retry, failFast, executor, listeners);
  }

  WarmerSettings<K, V> withRetry(WarmingRetry policy) {
    return new WarmerSettings<>(
        cache, batchSize, concurrency, fill, policy, failFast, executor, listeners);
  }

  WarmerSettings<K, V> withFailFast() {
    return new WarmerSettings<>(
        cache, batchSize, concurrency, fill, retry, true, executor, listeners);
  }

  WarmerSettings<K, V> withExecutor(Executor given) {
    return new WarmerSettings<>(
        cache, batchSize, concurrency, fill, retry, failFast, Optional.of(given), listeners);
  }

  WarmerSettings<K, V> withListener(WarmingListener listener) {
    requireNonNull(listener, "listener");
    List<WarmingListener> more =
        Stream.concat(listeners.stream(), Stream.of(listener)).toList();
    return new WarmerSettings<>(
        cache, batchSize, concurrency, fill, retry, failFast, executor, more);
  }

  private static void requireRange(Cache<?, ?> cache, String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(String.format(
          Locale.ROOT,
          "cache '%s': warmer %s must be 1 to %,d, was %d",
          cache.name(),
          option,
          most,
          value));
    }
  }
}
