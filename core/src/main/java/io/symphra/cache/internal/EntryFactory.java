package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/** Turns a value into the entry that is stored, by the cache's policy. Thread-safe. */
final class EntryFactory<K, V> {

  private final CurrentConfig<K, V> current;

  EntryFactory(CurrentConfig<K, V> current) {
    this.current = current;
  }

  private CacheConfig<K, V> config() {
    return current.get();
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
    checkWeight(key, value);
    OptionalLong version = config().version().isPresent()
        ? OptionalLong.of(config().version().get().applyAsLong(value))
        : OptionalLong.empty();
    return new StoredEntry<>(
        value, 0, freshFor(key, value, timeToLive), config().serveStale(), loadCost, version);
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

  private void checkWeight(K key, V value) {
    if (config().weigher().isPresent()) {
      int weight = config().weigher().get().weigh(key, value);
      if (weight < 0) {
        throw new IllegalArgumentException(
            "cache '%s': the weigher must not answer less than 0, answered %d"
                .formatted(config().name(), weight));
      }
    }
  }
}
