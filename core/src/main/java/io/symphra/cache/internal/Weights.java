package io.symphra.cache.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symphra.cache.CacheConfig;
import io.symphra.cache.Weigher;
import io.symphra.cache.spi.StoredEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the weigher, and checks what it answers.
 *
 * <p>An entry is weighed when it is made, so that a weigher that fails is the caller's error before anything is written;
 * and its weight is needed when it is stored, behind the protocol, which knows no weights. So the first answer is kept
 * until then, by the identity of the entry and for no longer than the entry lives. Thread-safe.
 */
final class Weights<K, V> {

  private final String cacheName;
  private final @Nullable Weigher<? super K, ? super V> weigher;
  private final Cache<StoredEntry<V>, Integer> weighed =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

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
   * Weighs an entry that is about to be stored here.
   *
   * @throws IllegalArgumentException if the weigher answers less than 0
   */
  void weigh(K key, V value, StoredEntry<V> entry) {
    if (weigher != null) {
      weighed.put(entry, ask(weigher, key, value));
    }
  }

  /** The weight of an entry that is stored now. */
  int take(K key, V value, StoredEntry<V> entry) {
    if (weigher == null) {
      return 1;
    }
    Integer known = weighed.asMap().remove(entry);
    return known != null ? known : ask(weigher, key, value);
  }

  private int ask(Weigher<? super K, ? super V> asked, K key, V value) {
    int weight = asked.weigh(key, value);
    if (weight < 0) {
      throw new IllegalArgumentException(
          "cache '%s': the weigher must not answer less than 0, answered %d"
              .formatted(cacheName, weight));
    }
    return weight;
  }
}
