package io.symphra.cache.internal;

import io.symphra.cache.CacheManager;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.Ticker;
import java.util.concurrent.Executor;

/** Being written. */
public final class DefaultCacheManagerBuilder implements CacheManager.Builder {
  @Override
  public CacheManager.Builder sharedTier(SharedTier tier) {
    return this;
  }

  @Override
  public CacheManager.Builder executor(Executor executor) {
    return this;
  }

  @Override
  public CacheManager.Builder ticker(Ticker ticker) {
    return this;
  }

  @Override
  public CacheManager build() {
    throw new IllegalStateException();
  }
}
