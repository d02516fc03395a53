package io.symphra.cache;

import io.symphra.cache.spi.Ticker;
import java.util.concurrent.Executor;

/** The tiers a test runs with. */
enum Tiers {
  LOCAL_ONLY {
    @Override
    CacheManager manager(Ticker ticker, Executor executor) {
      return CacheManager.builder()
          .ticker(ticker)
          .executor(executor)
          .maintenanceExecutor(Runnable::run)
          .build();
    }
  },
  LOCAL_AND_SHARED {
    @Override
    CacheManager manager(Ticker ticker, Executor executor) {
      return CacheManager.builder()
          .ticker(ticker)
          .executor(executor)
          .maintenanceExecutor(Runnable::run)
          .sharedTier(HeapSharedTier.builder().ticker(ticker).build().connect())
          .build();
    }
  };

  /** A manager whose background work runs on the thread that asks for it. */
  CacheManager manager(Ticker ticker) {
    return manager(ticker, Runnable::run);
  }

  abstract CacheManager manager(Ticker ticker, Executor executor);
}
