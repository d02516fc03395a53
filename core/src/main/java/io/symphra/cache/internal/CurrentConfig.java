package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import java.util.function.UnaryOperator;

/** The settings of a cache as they are now: as it was built, but for what was changed since. Thread-safe. */
final class CurrentConfig<K, V> {

  private volatile CacheConfig<K, V> config;

  CurrentConfig(CacheConfig<K, V> config) {
    this.config = config;
  }

  CacheConfig<K, V> get() {
    return config;
  }

  synchronized void change(UnaryOperator<CacheConfig<K, V>> change) {
    config = change.apply(config);
  }
}
