package io.symphra.cache.examples.restart;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.expiry.TimeToLive;

/** The cache under test: the same settings wherever one is opened, with a manager of its own. */
final class ProductCache {

  private ProductCache() {}

  /** Eternal, because the catalogue never changes and a slow run must not be decided by expiry. */
  static <V> Cache<String, V> of(
      CacheManager manager, Class<V> type, WatchedLoader<V> loader, int maximumSize) {
    return manager
        .cache("products", String.class, type)
        .maximumSize(maximumSize)
        .timeToLive(TimeToLive.eternal())
        .loader(loader)
        .build();
  }
}
