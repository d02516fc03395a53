package io.symphra.cache.warming.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheException;
import io.symphra.cache.spi.Ticker;
import io.symphra.cache.warming.WarmingJob;
import io.symphra.cache.warming.WarmingListener;
import io.symphra.cache.warming.WarmingProgress;
import io.symphra.cache.warming.WarmingReport;
import io.symphra.cache.warming.WarmingSource;
import io.symphra.cache.warming.WarmingState;
import io.symphra.cache.warming.spi.WarmingBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run of a warm-up: a crew of workers, each of which takes a batch from the feed, fills it, and comes back. */
final class DefaultWarmingJob<K, V> implements WarmingJob {

  private static final Logger LOG = LoggerFactory.getLogger(DefaultWarmingJob.class);

  private final String cache;
  private final String source;
  private final Ticker ticker;
  private final StopSignal stop = new StopSignal();
  private final Tally tally = new Tally();
  private final Feed<K, V> feed;
  private final BatchFiller<K, V> filler;
  private final Listeners listeners;
  private final Crew crew;
  private final CountDownLatch over = new CountDownLatch(1);

  // Guards the fields below. No code of the user's runs while it is held.
  private final ReentrantLock lock = new ReentrantLock();
  private WarmingState state = WarmingState.PENDING;
  private @Nullable Instant started;
  private long startedAt;
  private @Nullable WarmingReport report;

  DefaultWarmingJob(
      WarmerSettings<K, V> settings, WarmingSource<K, V> source, Pause pause, Ticker ticker) {
    this.cache = settings.cache().name();
    this.source = source.description();
    this.ticker = ticker;
    this.listeners = new Listeners(this, cache, settings.listeners());
    this.feed = new Feed<>(settings.cache(), source, settings.batchSize(), stop);
    this.filler = new BatchFiller<>(settings, tally, stop, pause, listeners::progressed);
    this.crew = new Crew(
        settings.executor().orElseGet(() -> new JobThreads(cache)),
        settings.concurrency(),
        this::work,
        this::end);
  }

  void start() {
    try {
      crew.call();
    } catch (RuntimeException e) {
      fail("the executor did not take the warming job: " + e, e);
      crew.endIfIdle();
    }
  }

  private void work() {
    try {
      begin();
      for (WarmingBatch<K, V> batch = feed.next(); batch != null; batch = feed.next()) {
        callHelp();
        filler.fill(batch);
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedException();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("a thread of the warming job was interrupted", e);
    } catch (Throwable e) {
      // Also an Error: somebody may be waiting for this job.
      stop.fail(e);
    }
  }

  private void begin() {
    lock.lock();
    try {
      if (state != WarmingState.PENDING) {
        return;
      }
      state = WarmingState.RUNNING;
      started = Instant.now();
      startedAt = ticker.read();
    } finally {
      lock.unlock();
    }
    listeners.started();
  }

  /** There was a batch, so there may be one for another worker. */
  private void callHelp() {
    try {
      crew.call();
    } catch (RejectedExecutionException e) {
      LOG.debug("cache '{}': the executor has no more threads for the warming job", cache);
    }
  }

  private void end() {
    try {
      feed.close();
      WarmingReport last = conclude();
      if (last.failure().isPresent()) {
        LOG.warn("{}; what was loaded stays", last, last.failure().get());
      } else {
        LOG.info("{}", last);
      }
      listeners.ended(last);
    } finally {
      over.countDown();
    }
  }

  private WarmingReport conclude() {
    lock.lock();
    try {
      Instant now = Instant.now();
      Instant from = started == null ? now : started;
      // By the ticker: the wall clock may have been set in between.
      Instant to = started == null ? now : from.plusNanos(ticker.read() - startedAt);
      WarmingReport last = new WarmingReport(
          cache,
          source,
          stop.endState(),
          from,
          to,
          feed.expected(),
          tally.counts(),
          tally.failures(),
          stop.failure());
      report = last;
      state = last.state();
      return last;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public WarmingState state() {
    return progress().state();
  }

  @Override
  public WarmingProgress progress() {
    lock.lock();
    try {
      return new WarmingProgress(state, feed.expected(), tally.counts(), elapsed());
    } finally {
      lock.unlock();
    }
  }

  private Duration elapsed() {
    if (report != null) {
      return report.duration();
    }
    return started == null ? Duration.ZERO : Duration.ofNanos(ticker.read() - startedAt);
  }

  @Override
  public void addListener(WarmingListener listener) {
    listeners.add(listener);
  }

  @Override
  public boolean cancel() {
    boolean cancelled;
    lock.lock();
    try {
      cancelled = report == null && stop.cancel();
    } finally {
      lock.unlock();
    }
    if (cancelled) {
      crew.endIfIdle();
    }
    return cancelled;
  }

  @Override
  public WarmingReport await() throws InterruptedException {
    over.await();
    return lastReport();
  }

  @Override
  public Optional<WarmingReport> await(Duration timeout) throws InterruptedException {
    boolean inTime = over.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
    return inTime ? Optional.of(lastReport()) : Optional.empty();
  }

  private WarmingReport lastReport() {
    lock.lock();
    try {
      return requireNonNull(report);
    } finally {
      lock.unlock();
    }
  }

  private void fail(String what, Exception reason) {
    stop.fail(new CacheException("cache '" + cache + "': " + what, reason));
  }
}
