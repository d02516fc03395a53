package io.symphra.cache.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symphra.cache.CacheException;
import io.symphra.cache.spi.Ticker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes stale entries in the background: one per key at a time, a bounded number at once.
 *
 * <p>At the bound, or when the executor takes no more, the entry stays stale until a reader comes a second later. A failed
 * refresh waits a second too, so that a failing system of record is not asked at the rate of the readers. Thread-safe.
 */
final class Refresher<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
  private static final int MOST_AT_ONCE = 32;
  /** Of keys whose entries are not here. Beyond it one may be refreshed again too early. */
  private static final int MOST_CLAIMS = 10_000;

  private static final long NEXT_TRY_AFTER = TimeUnit.SECONDS.toNanos(1);

  private final String cacheName;
  private final Executor executor;
  private final Ticker ticker;
  private volatile boolean closed;
  private final Semaphore permits = new Semaphore(MOST_AT_ONCE);
  private final Cache<K, Boolean> claimed;

  Refresher(String cacheName, Executor executor, Ticker ticker) {
    this.cacheName = cacheName;
    this.executor = executor;
    this.ticker = ticker;
    this.claimed = Caffeine.newBuilder()
        .maximumSize(MOST_CLAIMS)
        .expireAfterWrite(NEXT_TRY_AFTER, TimeUnit.NANOSECONDS)
        .ticker(ticker::read)
        .executor(Runnable::run)
        .build();
  }

  /** Whether the caller is the one to refresh the entry; takes the turn from everybody else for a second. */
  boolean claims(LocalEntry<V> entry) {
    long now = ticker.read();
    return entry.claimRefresh(now, now + NEXT_TRY_AFTER);
  }

  /** The same for an entry that is not here, and so cannot remember whose turn it is. */
  boolean claims(K key) {
    return claimed.asMap().putIfAbsent(key, true) == null;
  }

  /**
   * Begins a refresh, if the caller is the one to do so and there is room.
   *
   * @return opens when the refresh has ended; null if none was begun
   */
  @Nullable
  CountDownLatch refreshLater(K key, LocalEntry<V> entry, Supplier<Outcome<V>> refresh) {
    return claims(entry) ? refreshLater(key, refresh) : null;
  }

  /** The same for who has the turn. */
  @Nullable
  CountDownLatch refreshLater(K key, Supplier<Outcome<V>> refresh) {
    if (!permits.tryAcquire()) {
      return null;
    }
    AtomicBoolean permit = new AtomicBoolean(true);
    CountDownLatch ended = new CountDownLatch(1);
    boolean handedOver = false;
    try {
      executor.execute(() -> {
        try {
          run(key, refresh, permit);
        } finally {
          ended.countDown();
        }
      });
      handedOver = true;
    } catch (RejectedExecutionException e) {
      LOG.debug(
          "cache '{}': the executor takes no more, a stale entry is left to the next reader",
          cacheName);
    } finally {
      if (!handedOver) {
        giveBack(permit);
      }
    }
    return handedOver ? ended : null;
  }

  /** Gives a permit back once: an executor that runs the task at once may throw what the task threw. */
  private void giveBack(AtomicBoolean permit) {
    if (permit.compareAndSet(true, false)) {
      permits.release();
    }
  }

  private void run(K key, Supplier<Outcome<V>> refresh, AtomicBoolean permit) {
    try {
      if (closed) {
        return;
      }
      if (refresh.get() instanceof Outcome.Failed<V> failed) {
        tell(key, failed);
      }
    } catch (RuntimeException e) { // nobody waits for this thread, so nobody else would hear of it
      warn(key, e);
    } finally {
      giveBack(permit);
    }
  }

  private void tell(K key, Outcome.Failed<V> failed) {
    if (failed.failure() == LoadFailure.LOADER) {
      warn(key, failed.cause());
    } else { // counted; and where loads are slow there would be very many lines
      LOG.debug("{}; the stale entry is answered meanwhile", failed.message());
    }
  }

  /** Tells that a refresh did not come about, or that its reader did not wait for its end. */
  void tell(K key, CacheException why) {
    LOG.debug(
        "cache '{}': refreshing a key with hash {} failed, its stale entry is answered meanwhile",
        cacheName,
        Integer.toHexString(key.hashCode()),
        why);
  }

  /** No refresh begins from here on, even if it is in the executor's queue already. */
  void close() {
    closed = true;
  }

  private void warn(K key, @Nullable Throwable cause) {
    LOG.warn(
        "cache '{}': refreshing a key with hash {} failed, its stale entry is answered meanwhile",
        cacheName,
        Integer.toHexString(key.hashCode()),
        cause);
  }
}
