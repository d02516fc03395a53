package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;

/** A shared tier whose steps are watched, and sometimes disturbed. */
final class WatchedTier implements SharedTier {

  private final SharedTier tier;
  private final Watches watches;
  private final Disturber disturber;

  WatchedTier(SharedTier tier, Watches watches, Disturber disturber) {
    this.tier = tier;
    this.watches = watches;
    this.disturber = disturber;
  }

  @Override
  public <K, V> SharedCache<K, V> open(SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
    return new WatchedCache<>(tier.open(config, listener), watches, disturber);
  }

  @Override
  public void close() {
    tier.close();
  }
}
