package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.Weigher;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the weigher, and checks what it answers.
 *
 * <p>It is asked when an entry is made, so that a weigher that fails is the caller's error before anything is written; and
 * again when the entry is stored, behind the protocol, which knows no weights. Thread-safe.
 */
final class Weights<K, V> {

  private final String cacheName;
  private final @Nullable Weigher<? super K, ? super V> weigher;

  Weights(CacheConfig<K, V> config) {
    this(config.name(), config.weigher());
  }

  private Weights(String cacheName, Optional<Weigher<? super K, ? super V>> weigher) {
    this.cacheName = cacheName;
    this.weigher = weigher.orElse(null);
  }

  /** Every entry weighs one. */
  static <K, V> Weights<K, V> none() {
    return new Weights<>("", Optional.empty());
  }

  boolean areAsked() {
    return weigher != null;
  }

  /**
   * Asks before there is anything to undo.
   *
   * @throws IllegalArgumentException if the weigher answers less than 0
   */
  void check(K key, V value) {
    int unused = of(key, value);
  }

  /**
   * The weight of an entry.
   *
   * @throws IllegalArgumentException if the weigher answers less than 0
   */
  int of(K key, V value) {
    if (weigher == null) {
      return 1;
    }
    int weight = weigher.weigh(key, value);
    if (weight < 0) {
      throw new IllegalArgumentException(
          "cache '%s': the weigher must not answer less than 0, answered %d"
              .formatted(cacheName, weight));
    }
    return weight;
  }
}
