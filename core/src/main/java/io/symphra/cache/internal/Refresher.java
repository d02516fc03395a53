package io.symphra.cache.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.symphra.cache.CacheException;
import io.symphra.cache.spi.Ticker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * refresh waits a second too, so that a failing system of record is not asked at the rate of the readers. One that the
 * executor has not begun within a minute gives its place to another, when there is no room: the executor may have thrown it
 * away. Thread-safe.
 */
final class Refresher<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
  private static final int MOST_AT_ONCE = 32;
  /** Of keys whose entries are not here. Beyond it one may be refreshed again too early. */
  private static final int MOST_CLAIMS = 10_000;

  private static final long NEXT_TRY_AFTER = TimeUnit.SECONDS.toNanos(1);

  private static final long LOST_AFTER = TimeUnit.MINUTES.toNanos(1);

  private final String cacheName;
  private final Executor executor;
  private final Ticker ticker;
  private final OnceAMinute lines;
  private final Set<Errand> unbegun = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private final Semaphore permits = new Semaphore(MOST_AT_ONCE);
  private final Cache<K, Boolean> claimed;

  Refresher(String cacheName, Executor executor, Ticker ticker) {
    this.cacheName = cacheName;
    this.executor = executor;
    this.ticker = ticker;
    this.lines = new OnceAMinute(ticker);
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
    if (!permits.tryAcquire() && !tookPlaceOfLostOne()) {
      return null;
    }
    Errand errand = new Errand(key, refresh);
    unbegun.add(errand);
    boolean handedOver = false;
    try {
      executor.execute(errand);
      handedOver = true;
    } catch (RejectedExecutionException e) {
      LOG.debug(
          "cache '{}': the executor takes no more, a stale entry is left to the next reader",
          cacheName);
    } finally {
      if (!handedOver && errand.begin()) {
        permits.release();
      }
    }
    return handedOver ? errand.ended : null;
  }

  /** Whether a refresh has waited so long that it must be lost; it will not begin any more, and its permit is the caller's. */
  private boolean tookPlaceOfLostOne() {
    long now = ticker.read();
    for (Errand errand : unbegun) {
      if (now - errand.since > LOST_AFTER && errand.begin()) {
        errand.ended.countDown();
        if (lines.isTime()) {
          LOG.warn(
              "cache '{}': the executor has not begun a refresh for a minute; it is given up, and the next reader may begin another",
              cacheName);
        }
        return true;
      }
    }
    return false;
  }

  /** One refresh. Whoever begins it gives its permit back: itself when it ends, or who ends it before that. */
  private final class Errand implements Runnable {

    private final K key;
    private final Supplier<Outcome<V>> refresh;
    private final long since = ticker.read();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    Errand(K key, Supplier<Outcome<V>> refresh) {
      this.key = key;
      this.refresh = refresh;
    }

    boolean begin() {
      return begun.compareAndSet(false, true) && unbegun.remove(this);
    }

    @Override
    public void run() {
      if (begin()) {
        try {
          Refresher.this.run(key, refresh);
        } finally {
          permits.release();
          ended.countDown();
        }
      }
    }
  }

  private void run(K key, Supplier<Outcome<V>> refresh) {
    try {
      if (closed) {
        return;
      }
      if (refresh.get() instanceof Outcome.Failed<V> failed) {
        tell(key, failed);
      }
    } catch (RuntimeException e) { // nobody waits for this thread, so nobody else would hear of it
      warn(key, e);
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
