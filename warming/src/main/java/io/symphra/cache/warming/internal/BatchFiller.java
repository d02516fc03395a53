package io.symphra.cache.warming.internal;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheClosedException;
import io.symphra.cache.CacheException;
import io.symphra.cache.CacheLoadException;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.warming.spi.WarmingBatch;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills batches: all keys at once, after a failure again some time later, and in the end one by one.
 *
 * <p>Whatever {@code fill} throws is treated alike, because a time to live that cannot be computed or a shared tier that
 * is away is as good a reason to retry, and to name the key, as a loader that fails.
 */
final class BatchFiller<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(BatchFiller.class);

  private final WarmerSettings<K, V> settings;
  private final Cache<K, V> cache;
  private final Tally tally;
  private final StopSignal stop;
  private final Pause pause;
  private final Runnable progressed;
  private final AtomicBoolean warned = new AtomicBoolean();

  BatchFiller(
      WarmerSettings<K, V> settings,
      Tally tally,
      StopSignal stop,
      Pause pause,
      Runnable progressed) {
    this.settings = settings;
    this.cache = settings.cache();
    this.tally = tally;
    this.stop = stop;
    this.pause = pause;
    this.progressed = progressed;
  }

  void fill(WarmingBatch<K, V> batch) throws InterruptedException {
    tally.addDuplicates(batch.duplicates());
    for (int failures = 0; failures < settings.retry().attempts(); ) {
      try {
        fill(batch.keys(), batch.loader());
        return;
      } catch (CacheClosedException e) {
        throw e;
      } catch (RuntimeException e) {
        failures++;
        tell(batch, failures, e);
      }
      if (failures < settings.retry().attempts()) {
        pause.await(delayAfter(failures), stop);
      }
      if (isToEnd()) {
        return;
      }
    }
    for (K key : batch.keys()) {
      if (isToEnd()) {
        return;
      }
      fillAlone(key, batch.loader());
    }
  }

  private boolean isToEnd() throws InterruptedException {
    // A failure on an interrupted thread says nothing about the keys.
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return stop.isRaised();
  }

  private void fillAlone(K key, CacheLoader<K, V> loader) {
    try {
      fill(Set.of(key), loader);
    } catch (CacheClosedException e) {
      throw e;
    } catch (RuntimeException e) {
      Throwable reason = reason(e);
      tally.addFailure(key, reason);
      if (settings.failFast()) {
        stop.fail(new CacheException(
            "cache '" + cache.name() + "': a key could not be loaded, and the warmer is fail-fast: "
                + reason,
            reason));
      }
      progressed.run();
    }
  }

  private void fill(Set<K> keys, CacheLoader<K, V> loader) {
    if (!keys.isEmpty()) {
      tally.add(cache.fill(keys, loader, settings.fill()).values());
    }
    progressed.run();
  }

  private Duration delayAfter(int failures) {
    return settings.retry().delayAfter(failures, ThreadLocalRandom.current()::nextDouble);
  }

  private void tell(WarmingBatch<K, V> batch, int failures, RuntimeException e) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "cache '{}': a batch of {} keys failed to warm (attempt {} of {}), its keys will be tried again; "
              + "further failures of this job are in its report",
          cache.name(),
          batch.keys().size(),
          failures,
          settings.retry().attempts(),
          reason(e));
    }
  }

  private static Throwable reason(RuntimeException e) {
    Throwable cause = e.getCause();
    return e instanceof CacheLoadException && cause != null ? cause : e;
  }
}
