package io.symphra.cache;

import io.symphra.cache.spi.Ticker;

/** The tiers a test runs with. */
enum Tiers {
  LOCAL_ONLY {
    @Override
    CacheManager manager(Ticker ticker) {
      return CacheManager.builder().ticker(ticker).executor(Runnable::run).build();
    }
  },
  LOCAL_AND_SHARED {
    @Override
    CacheManager manager(Ticker ticker) {
      return CacheManager.builder()
          .ticker(ticker)
          .executor(Runnable::run)
          .sharedTier(HeapSharedTier.builder().ticker(ticker).build().connect())
          .build();
    }
  };

  /** A manager whose background work runs on the thread that asks for it. */
  abstract CacheManager manager(Ticker ticker);
}
