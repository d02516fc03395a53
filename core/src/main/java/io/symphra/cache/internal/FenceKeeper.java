package io.symphra.cache.internal;

import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the fences of one cache and renews them three times per timeout while their writes run, so that only a dead or
 * paused process loses one.
 *
 * <p>All caches of a manager share the scheduler, so it only hands the renewal on: a shared tier that does not answer one
 * cache stops no other's renewals. Of one cache at most one renewal is under way. After it is closed it goes on until the
 * last write has ended, which the most renewals of a write and the end of the manager bound. Thread-safe.
 */
final class FenceKeeper<K, V> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FenceKeeper.class);

  private static final int RENEWALS_PER_TIMEOUT = 3;

  /** A write that is open for a hundred timeouts has been forgotten, and would keep its keys out of the cache for ever. */
  static final int MOST_RENEWALS = 100 * RENEWALS_PER_TIMEOUT;

  /** A write under way; {@code loss} tells whether the log has it that it lost a fence. */
  private record OpenWrite<K>(Collection<K> keys, AtomicInteger renewals, AtomicBoolean loss) {
    OpenWrite(Collection<K> keys) {
      this(keys, new AtomicInteger(), new AtomicBoolean());
    }
  }

  private final String cacheName;
  private final SharedCache<K, V> shared;
  private final Duration timeout;
  private final Map<Fence, OpenWrite<K>> standing = new ConcurrentHashMap<>();
  private final Executor renewals;
  private final ScheduledExecutorService scheduler;
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile boolean closed;
  /** Null when nothing is renewed any more; guarded by the lock. */
  private @Nullable ScheduledFuture<?> renewal;

  /**
   * A keeper without fences.
   *
   * @param scheduler says when it is time
   * @param renewals where fences are renewed, which may take as long as the shared tier does
   */
  FenceKeeper(
      String cacheName,
      SharedCache<K, V> shared,
      Duration timeout,
      ScheduledExecutorService scheduler,
      Executor renewals) {
    this.cacheName = cacheName;
    this.shared = shared;
    this.timeout = timeout;
    this.renewals = renewals;
    this.scheduler = scheduler;
    this.renewal = everyThirdOfTheTimeout();
  }

  private ScheduledFuture<?> everyThirdOfTheTimeout() {
    long period = Math.max(1, timeout.toMillis() / RENEWALS_PER_TIMEOUT);
    return scheduler.scheduleWithFixedDelay(
        this::renewElsewhere, period, period, TimeUnit.MILLISECONDS);
  }

  private void renewElsewhere() {
    if (standing.isEmpty()) {
      endIfOver();
      return;
    }
    if (!renewing.compareAndSet(false, true)) {
      LOG.warn(
          "cache '{}': the shared tier has not answered a renewal of fences for a third of their timeout, writes under way may lose theirs",
          cacheName);
      return;
    }
    try {
      renewals.execute(this::renewAndFree);
    } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread to be had
      renewAndFree();
    }
  }

  private void renewAndFree() {
    try {
      renewAll();
    } finally {
      renewing.set(false);
    }
  }

  /** Raises a fence. If that fails for some of the keys it is lowered again on all, as far as the tier lets it. */
  Fence raise(Collection<K> keys) {
    Fence fence = new Fence(ThreadLocalRandom.current().nextLong(), timeout);
    try {
      shared.fence(keys, fence);
    } catch (RuntimeException e) {
      lowerAgain(keys, fence, e);
      throw e;
    }
    begin(fence, keys);
    return fence;
  }

  /** Raises a fence in place of a lease; null if the lease no longer stands. */
  @Nullable
  Fence upgrade(K key, Lease lease) {
    Fence fence = new Fence(ThreadLocalRandom.current().nextLong(), timeout);
    List<K> keys = List.of(key);
    try {
      if (shared.upgrade(Map.of(key, lease), fence).isEmpty()) {
        return null;
      }
    } catch (RuntimeException e) {
      lowerAgain(keys, fence, e);
      throw e;
    }
    begin(fence, keys);
    return fence;
  }

  private void begin(Fence fence, Collection<K> keys) {
    standing.put(fence, new OpenWrite<>(keys));
    if (closed) { // the write was let in before, and whoever closed may have seen no fence
      resume();
    }
  }

  private synchronized void resume() {
    if (renewal == null) {
      try {
        renewal = everyThirdOfTheTimeout();
      } catch (RejectedExecutionException e) {
        LOG.debug("cache '{}': its manager is closed, a fence will not be renewed", cacheName);
      }
    }
  }

  private synchronized void endIfOver() {
    if (closed && standing.isEmpty() && renewal != null) {
      renewal.cancel(false);
      renewal = null;
    }
  }

  private void lowerAgain(Collection<K> keys, Fence fence, RuntimeException why) {
    Map<K, @Nullable StoredEntry<V>> dropped = new HashMap<>();
    keys.forEach(key -> dropped.put(key, null));
    try {
      shared.release(fence, dropped);
    } catch (RuntimeException e) { // the fence falls at its deadline
      why.addSuppressed(e);
    }
  }

  /** Stops renewing a fence. */
  void forget(Fence fence) {
    standing.remove(fence);
  }

  void renewAll() {
    standing.forEach((fence, write) -> {
      try {
        renew(fence, write);
      } catch (RuntimeException e) { // one fence's failure must not end the renewal of the others
        LOG.warn("cache '{}': renewing a fence failed, trying again before it falls", cacheName, e);
      }
    });
  }

  private void renew(Fence fence, OpenWrite<K> write) {
    if (write.renewals().incrementAndGet() > MOST_RENEWALS) {
      standing.remove(fence);
      LOG.warn(
          "cache '{}': a write on {} keys is open for {} fence timeouts and is not renewed any more; is a WriteScope not closed?",
          cacheName,
          write.keys().size(),
          MOST_RENEWALS / RENEWALS_PER_TIMEOUT);
      return;
    }
    int lost = write.keys().size() - shared.renew(write.keys(), fence).size();
    if (lost > 0 && standing.containsKey(fence) && write.loss().compareAndSet(false, true)) {
      LOG.warn(
          "cache '{}': a write outlived its fence on {} keys, their values will be dropped when it ends",
          cacheName,
          lost);
    }
  }

  /** Ends the renewals as soon as no write is under way. */
  @Override
  public void close() {
    closed = true;
    endIfOver();
  }
}
