package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.BloomFilter;
import io.symphra.cache.CacheClosedException;
import io.symphra.cache.protect.KeyFilterStats;
import io.symphra.cache.spi.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scans of a key filter: one at a time, and at most one more waiting for its turn.
 *
 * <p>Thread-safe. Its own fields are guarded by its lock, which is never held while user code runs.
 */
final class KeyScans<K> {

  private static final Logger LOG = LoggerFactory.getLogger(KeyScans.class);
  private static final double SPREAD = 0.1;

  /** Ends a scan whose cache was closed. */
  private static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final String cacheName;
  private final KeyFilterConfig<K> config;
  private final KeyGenerations<K> generations;
  private final IntSupplier epoch;
  private final Supplier<KeyFilterStats> stats;
  private final Ticker ticker;
  private final Executor executor;
  private final ScheduledExecutorService scheduler;
  private final ScanRecord record;

  private volatile boolean closed;
  private volatile boolean busy;
  private @Nullable CompletableFuture<KeyFilterStats> waiting;
  private @Nullable Future<?> timer;
  private long keysRead;

  KeyScans(
      String cacheName,
      KeyFilterConfig<K> config,
      KeyGenerations<K> generations,
      IntSupplier epoch,
      Supplier<KeyFilterStats> stats,
      Ticker ticker,
      Executor executor,
      ScheduledExecutorService scheduler) {
    this.cacheName = cacheName;
    this.config = config;
    this.generations = generations;
    this.epoch = epoch;
    this.stats = stats;
    this.ticker = ticker;
    this.executor = executor;
    this.scheduler = scheduler;
    this.record = new ScanRecord(config.rebuildEvery(), ticker);
  }

  /** A scan that begins after this call. */
  CompletableFuture<KeyFilterStats> rebuild() {
    CompletableFuture<KeyFilterStats> mine;
    boolean mustStart;
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(closedException());
      }
      if (waiting == null) {
        waiting = new CompletableFuture<>();
      }
      mine = waiting;
      mustStart = !busy;
      busy = true;
    }
    if (mustStart) {
      start();
    }
    return mine.copy();
  }

  /** Begins a scan unless one runs, or is going to run because the last one failed. */
  void ensureOneComes() {
    if (!busy && !record.isRetrying()) {
      CompletableFuture<KeyFilterStats> unused = rebuild();
    }
  }

  /** How the scans ended so far. */
  ScanRecord record() {
    return record;
  }

  /** A scan under way stops at its next key. */
  void close() {
    CompletableFuture<KeyFilterStats> left;
    synchronized (this) {
      closed = true;
      left = waiting;
      waiting = null;
      if (timer != null) {
        timer.cancel(false);
      }
    }
    if (left != null) {
      left.completeExceptionally(closedException());
    }
  }

  private void start() {
    try {
      executor.execute(this::runAll);
    } catch (RuntimeException | Error e) { // whatever the reason, or no scan would ever begin again
      CompletableFuture<KeyFilterStats> mine = takeWaiting();
      if (mine != null) {
        failed(ticker.read(), e);
        mine.completeExceptionally(e);
      }
      idle();
    }
  }

  private void runAll() {
    boolean done = false;
    try {
      for (CompletableFuture<KeyFilterStats> mine = takeWaiting();
          mine != null;
          mine = takeWaiting()) {
        run(mine);
      }
      done = true;
    } finally {
      if (!done) { // an Error: what waited for its turn is begun by the timer
        idle();
      }
    }
  }

  /** The turn of who waits; null if nobody does, and then nothing runs any more. */
  private synchronized @Nullable CompletableFuture<KeyFilterStats> takeWaiting() {
    CompletableFuture<KeyFilterStats> mine = waiting;
    waiting = null;
    if (mine == null) {
      idle();
    }
    return mine;
  }

  private void run(CompletableFuture<KeyFilterStats> mine) {
    long start = ticker.read();
    int begunIn = epoch.getAsInt();
    keysRead = 0;
    try {
      scan(generations.begin(begunIn, start));
      generations.commit();
      record.succeeded(start, keysRead);
      warnIfTooMany();
      mine.complete(stats.get());
      if (epoch.getAsInt() != begunIn) { // readers left it to this thread, which was busy
        CompletableFuture<KeyFilterStats> unused = rebuild();
      }
    } catch (Closed e) {
      generations.abort();
      mine.completeExceptionally(closedException());
    } catch (Throwable e) { // user code: whoever waits gets it, and the old filter stays
      generations.abort();
      failed(start, e);
      mine.completeExceptionally(e);
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (e instanceof Error error) {
        throw error;
      }
    }
  }

  /** Pushes the keys through one by one: an iterator would hold the whole inside of a flatMap. */
  @SuppressWarnings("ConstantValue") // what user code gives is checked, whatever its signature says
  private void scan(BloomFilter<K> into) throws Exception {
    Stream<? extends K> opened = config.keys().call();
    if (opened == null) {
      throw new IllegalStateException("the key filter's keys gave null; they must give a stream");
    }
    try (Stream<? extends K> keys = opened) {
      keys.sequential().forEach(key -> {
        if (closed) {
          throw new Closed();
        }
        into.put(requireNonNull(key, "the key filter's keys must not be null"));
        keysRead++;
      });
    }
  }

  private void failed(long start, Throwable failure) {
    record.failed(start, keysRead, failure);
    LOG.warn(
        "cache '{}': scanning the keys for the key filter failed, {}, trying again in {}",
        cacheName,
        generations.newest() == null ? "everything passes" : "the old filter stays",
        record.untilNext(),
        failure);
  }

  /** Nothing runs any more; the timer begins the next one. */
  private synchronized void idle() {
    busy = false;
    if (timer != null) {
      timer.cancel(false);
    }
    if (closed) {
      return;
    }
    double spread = 1 + SPREAD * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    try {
      timer = scheduler.schedule(
          () -> {
            CompletableFuture<KeyFilterStats> unused = rebuild();
          },
          (long) (record.untilNext().toNanos() * spread),
          TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("cache '{}': its manager is closed, no more scans for its key filter", cacheName);
    }
  }

  private void warnIfTooMany() {
    if (keysRead > config.expectedKeys()) {
      LOG.warn(
          "cache '{}': the key filter read {} keys and was made for {}; {} of the keys that do not exist pass, not {}: raise expectedKeys",
          cacheName,
          keysRead,
          config.expectedKeys(),
          stats.get().expectedFalsePositiveRate(),
          config.falsePositiveRate());
    }
  }

  private CacheClosedException closedException() {
    return new CacheClosedException("cache '%s' is closed".formatted(cacheName));
  }
}
