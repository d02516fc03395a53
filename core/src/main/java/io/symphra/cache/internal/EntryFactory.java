package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value, or the lack of one, into the entry that is stored, by the cache's policy. Every value that enters the
 * tiers comes through here, so this is where it is copied. Thread-safe.
 */
final class EntryFactory<K, V> {

  private final CurrentConfig<K, V> current;
  private final Weights<K, V> weights;
  private final ValueSizeLimit<K, V> sizes;
  private final Copies<V> copies;

  EntryFactory(CurrentConfig<K, V> current, Weights<K, V> weights, ValueSizeLimit<K, V> sizes) {
    this.current = current;
    this.weights = weights;
    this.sizes = sizes;
    this.copies = Copies.of(current.get());
  }

  private CacheConfig<K, V> config() {
    return current.get();
  }

  /** What crosses the border of the cache in place of the values. */
  Copies<V> copies() {
    return copies;
  }

  /** Which values are too large to become entries. */
  ValueSizeLimit<K, V> sizes() {
    return sizes;
  }

  StoredEntry<V> written(K key, V value, TimeToLive<? super K, ? super V> timeToLive) {
    return loaded(key, value, timeToLive, Duration.ZERO, LoadWish.none());
  }

  /**
   * An entry for a value that was loaded.
   *
   * @param wish what the loader said about it, which goes before the policy
   * @throws IllegalArgumentException if the policy's own functions answer something that is not allowed; checked here, so
   *     that nothing fails half-way through a tier
   */
  StoredEntry<V> loaded(
      K key,
      V given,
      TimeToLive<? super K, ? super V> timeToLive,
      Duration loadCost,
      LoadWish<V> wish) {
    V value = copies.of(given);
    Duration wished = wish.timeToLive();
    StoredEntry<V> entry = new StoredEntry<>(
        value,
        0,
        wished == null ? freshFor(key, value, timeToLive) : wished,
        config().serveStale(),
        loadCost,
        version(value, wish));
    weights.check(key, value);
    return entry;
  }

  private OptionalLong version(V value, LoadWish<V> wish) {
    Long said = wish.version();
    if (said != null) {
      return OptionalLong.of(said);
    }
    StoredEntry<V> standing = wish.standing();
    if (standing != null) { // it may have been said by the loader that loaded it
      return standing.version();
    }
    return config().version().isPresent()
        ? OptionalLong.of(config().version().get().applyAsLong(value))
        : OptionalLong.empty();
  }

  /** An entry for a key that the system of record does not have; null if that is not to be remembered. */
  @Nullable
  StoredEntry<V> missing(Duration loadCost, LoadWish<V> wish) {
    Duration wished = wish.timeToLive();
    return config()
        .negativeCaching()
        .map(negative -> StoredEntry.<V>negative(
            wished == null ? negative.timeToLive(ThreadLocalRandom.current()::nextDouble) : wished,
            loadCost))
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
