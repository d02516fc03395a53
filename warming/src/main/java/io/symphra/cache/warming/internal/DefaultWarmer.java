package io.symphra.cache.warming.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheException;
import io.symphra.cache.FillOptions;
import io.symphra.cache.IfPresent;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.Ticker;
import io.symphra.cache.warming.Warmer;
import io.symphra.cache.warming.WarmingJob;
import io.symphra.cache.warming.WarmingListener;
import io.symphra.cache.warming.WarmingReport;
import io.symphra.cache.warming.WarmingRetry;
import io.symphra.cache.warming.WarmingSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The one {@link Warmer}: its settings, and how a job is made of them. */
public final class DefaultWarmer<K, V> implements Warmer<K, V> {

  private final WarmerSettings<K, V> settings;
  private final Pause pause;
  private final Ticker ticker;

  /** With the default settings. */
  public DefaultWarmer(Cache<K, V> cache) {
    this(WarmerSettings.ofDefaults(cache), Pause.real(), Ticker.system());
  }

  DefaultWarmer(WarmerSettings<K, V> settings, Pause pause, Ticker ticker) {
    this.settings = settings;
    this.pause = pause;
    this.ticker = ticker;
  }

  @Override
  public Warmer<K, V> batchSize(int keys) {
    return with(settings.withBatchSize(keys));
  }

  @Override
  public Warmer<K, V> concurrency(int batches) {
    return with(settings.withConcurrency(batches));
  }

  @Override
  public Warmer<K, V> timeToLive(TimeToLive<? super K, ? super V> timeToLive) {
    requireNonNull(timeToLive, "timeToLive");
    return with(
        settings.withFill(new FillOptions<>(settings.fill().ifPresent(), Optional.of(timeToLive))));
  }

  @Override
  public Warmer<K, V> ifPresent(IfPresent ifPresent) {
    return with(settings.withFill(new FillOptions<>(ifPresent, settings.fill().timeToLive())));
  }

  @Override
  public Warmer<K, V> retry(WarmingRetry retry) {
    return with(settings.withRetry(retry));
  }

  @Override
  public Warmer<K, V> failFast() {
    return with(settings.withFailFast());
  }

  @Override
  public Warmer<K, V> executor(Executor executor) {
    requireNonNull(executor, "executor");
    return with(settings.withExecutor(executor));
  }

  @Override
  public Warmer<K, V> listener(WarmingListener listener) {
    return with(settings.withListener(listener));
  }

  private Warmer<K, V> with(WarmerSettings<K, V> changed) {
    return new DefaultWarmer<>(changed, pause, ticker);
  }

  @Override
  public WarmingReport warmUp(WarmingSource<K, V> source) {
    WarmingJob job = start(source);
    try {
      return job.await();
    } catch (InterruptedException e) {
      job.cancel();
      Thread.currentThread().interrupt();
      throw new CacheException(
          "cache '" + settings.cache().name()
              + "': the warm-up was interrupted and is cancelled; what was loaded stays",
          e);
    }
  }

  @Override
  public WarmingJob start(WarmingSource<K, V> source) {
    requireNonNull(source, "source");
    source.check(settings.cache());
    DefaultWarmingJob<K, V> job = new DefaultWarmingJob<>(settings, source, pause, ticker);
    job.start();
    return job;
  }
}
