package io.symphra.cache.internal;

import io.symphra.cache.protect.KeyFilter;
import io.symphra.cache.protect.KeyFilterStats;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A key filter as its user holds it; what it does it does in the cache that it belongs to. */
final class DefaultKeyFilter<K> implements KeyFilter<K> {

  private final KeyFilterConfig<K> config;
  private final AtomicReference<@Nullable String> owner = new AtomicReference<>();
  private volatile @Nullable ActiveKeyFilter<K> active;

  DefaultKeyFilter(KeyFilterConfig<K> config) {
    this.config = config;
  }

  KeyFilterConfig<K> config() {
    return config;
  }

  /**
   * Takes the filter for a cache.
   *
   * @throws IllegalStateException if it belongs to another one
   */
  void claim(String cacheName) {
    if (!owner.compareAndSet(null, cacheName)) {
      throw new IllegalStateException(
          "cache '%s': keyFilter was already given to cache '%s', and each cache needs one of its own"
              .formatted(cacheName, owner.get()));
    }
  }

  /** Gives the filter back: its cache could not be built. */
  void disclaim() {
    active = null;
    owner.set(null);
  }

  void activate(ActiveKeyFilter<K> with) {
    active = with;
  }

  @Override
  public CompletableFuture<KeyFilterStats> rebuild() {
    ActiveKeyFilter<K> mine = active;
    if (mine == null) {
      throw new IllegalStateException("keyFilter belongs to no cache yet: build the cache first");
    }
    return mine.rebuild();
  }

  @Override
  public KeyFilterStats stats() {
    ActiveKeyFilter<K> mine = active;
    return mine == null
        ? new KeyFilterStats(false, 0, config.expectedKeys(), 0, 0, 0, 0, 0, 0, 0, Optional.empty())
        : mine.stats();
  }

  @Override
  public String toString() {
    return "KeyFilter[%d keys, %s]".formatted(config.expectedKeys(), config.falsePositiveRate());
  }
}
