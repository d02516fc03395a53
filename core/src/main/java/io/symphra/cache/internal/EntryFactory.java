package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Turns a value, or the lack of one, into the entry that is stored, by the cache's policy. Thread-safe. */
final class EntryFactory<K, V> {

  private final CurrentConfig<K, V> current;
  private final Weights<K, V> weights;
  private final ValueSizeLimit<K, V> sizes;

  EntryFactory(CurrentConfig<K, V> current, Weights<K, V> weights, ValueSizeLimit<K, V> sizes) {
    this.current = current;
    this.weights = weights;
    this.sizes = sizes;
  }

  private CacheConfig<K, V> config() {
    return current.get();
  }

  /** Which values are too large to become entries. */
  ValueSizeLimit<K, V> sizes() {
    return sizes;
  }

  StoredEntry<V> written(K key, V value, TimeToLive<? super K, ? super V> timeToLive) {
    return loaded(key, value, timeToLive, Duration.ZERO);
  }

  /**
   * An entry for a value that was loaded.
   *
   * @throws IllegalArgumentException if the policy's own functions answer something that is not allowed; checked here, so
   *     that nothing fails half-way through a tier
   */
  StoredEntry<V> loaded(
      K key, V value, TimeToLive<? super K, ? super V> timeToLive, Duration loadCost) {
    OptionalLong version = config().version().isPresent()
        ? OptionalLong.of(config().version().get().applyAsLong(value))
        : OptionalLong.empty();
    StoredEntry<V> entry = new StoredEntry<>(
        value, 0, freshFor(key, value, timeToLive), config().serveStale(), loadCost, version);
    weights.weigh(key, value, entry);
    return entry;
  }

  /** An entry for a key that the system of record does not have; null if that is not to be remembered. */
  @Nullable
  StoredEntry<V> missing(Duration loadCost) {
    return config()
        .negativeCaching()
        .map(negative -> StoredEntry.<V>negative(
            negative.timeToLive(ThreadLocalRandom.current()::nextDouble), loadCost))
        .orElse(null);
  }

  private Duration freshFor(K key, V value, TimeToLive<? super K, ? super V> timeToLive) {
    try {
      return timeToLive.of(
          key,
          value,
          () -> config().keyCodec().encode(key),
          () -> ThreadLocalRandom.current().nextDouble());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException(
          "cache '%s': %s".formatted(config().name(), e.getMessage()), e);
    }
  }
}
