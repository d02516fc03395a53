package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheManager;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.Ticker;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a manager. */
public final class DefaultCacheManagerBuilder implements CacheManager.Builder {

  private @Nullable SharedTier sharedTier;
  private @Nullable Executor executor;
  private @Nullable Executor maintenanceExecutor;
  private @Nullable Ticker ticker;

  @Override
  public CacheManager.Builder sharedTier(SharedTier tier) {
    requireUnset("sharedTier", sharedTier);
    sharedTier =
        requireNonNull(tier, "sharedTier must not be null; leave it out for a local tier only");
    return this;
  }

  @Override
  public CacheManager.Builder executor(Executor executor) {
    requireUnset("executor", this.executor);
    this.executor =
        requireNonNull(executor, "executor must not be null; leave it out for the default");
    return this;
  }

  @Override
  public CacheManager.Builder maintenanceExecutor(Executor executor) {
    requireUnset("maintenanceExecutor", maintenanceExecutor);
    maintenanceExecutor = requireNonNull(
        executor, "maintenanceExecutor must not be null; leave it out for the default");
    return this;
  }

  @Override
  public CacheManager.Builder ticker(Ticker ticker) {
    requireUnset("ticker", this.ticker);
    this.ticker = requireNonNull(ticker, "ticker must not be null; leave it out for the default");
    return this;
  }

  @Override
  public CacheManager build() {
    return new DefaultCacheManager(sharedTier, executor, maintenanceExecutor, ticker);
  }

  private static void requireUnset(String option, @Nullable Object value) {
    if (value != null) {
      throw new IllegalStateException("%s was already set to %s".formatted(option, value));
    }
  }
}
