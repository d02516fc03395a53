package io.symphra.cache.internal;

import io.symphra.cache.CacheException;
import io.symphra.cache.CacheTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs reads on the executor, so that a caller can stop waiting for one while it goes on for others. Thread-safe.
 *
 * <p>The time is the wall's, not the ticker's: it bounds how long a thread is blocked.
 */
final class TimedCalls {

  private static final Logger LOG = LoggerFactory.getLogger(TimedCalls.class);

  private final String cacheName;
  private final Executor executor;
  private final Set<LonelyTask<?>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  TimedCalls(String cacheName, Executor executor) {
    this.cacheName = cacheName;
    this.executor = executor;
  }

  /**
   * Runs a read and waits for it.
   *
   * @throws CacheTimeoutException if the time was over first; the read goes on
   * @throws CacheException if the executor takes no more
   */
  <T> T call(Supplier<T> read, Duration timeout) {
    LonelyTask<T> task = new LonelyTask<>(read, this::warn);
    underWay.add(task);
    try {
      if (closed) { // whoever closed may have looked before this task was there
        task.endUnbegun();
      }
      return await(task, timeout);
    } finally {
      underWay.remove(task);
    }
  }

  private <T> T await(LonelyTask<T> task, Duration timeout) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      throw new CacheException(
          "cache '%s': the executor takes no more, a read with a timeout was not begun"
              .formatted(cacheName),
          e);
    }
    try {
      return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.leave();
      throw new CacheTimeoutException(
          "cache '%s': a read took longer than its timeout of %s and goes on without its caller"
              .formatted(cacheName, timeout),
          e);
    } catch (InterruptedException e) {
      task.leave();
      Thread.currentThread().interrupt();
      throw new LoadInterruptedException("interrupted while waiting for a read", e);
    } catch (CancellationException e) {
      throw new CacheException(
          "cache '%s': the cache or the executor was closed before a read with a timeout was done"
              .formatted(cacheName),
          e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  /** Ends the reads that have not begun, because an executor that is closed may throw its queue away. */
  void close() {
    closed = true;
    underWay.forEach(LonelyTask::endUnbegun);
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException failure) {
      return failure;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("a read throws nothing checked", cause);
  }

  private void warn(Throwable failure) {
    LOG.warn(
        "cache '{}': a read failed after its caller had waited long enough", cacheName, failure);
  }
}
