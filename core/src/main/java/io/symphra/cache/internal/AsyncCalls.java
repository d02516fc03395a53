package io.symphra.cache.internal;

import io.symphra.cache.AsyncRejectedException;
import io.symphra.cache.CacheClosedException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous calls of one cache and its views: a bounded number, each on the executor. Thread-safe.
 *
 * <p>They are kept in a set, so that closing can end those that wait in a queue: an executor that is shut down throws
 * its queue away, and their futures would never complete.
 */
final class AsyncCalls {

  static final int MOST_UNDER_WAY = 10_000;

  private final String cacheName;
  private final Executor executor;
  private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
  private final Set<AsyncCall<?>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  AsyncCalls(String cacheName, Executor executor) {
    this.cacheName = cacheName;
    this.executor = executor;
  }

  /** Runs a blocking call. */
  <T extends @Nullable Object> CompletableFuture<T> start(Callable<T> blocking) {
    return startOpen(call -> call.succeed(blocking.call()));
  }

  /** Runs what ends its call itself, then or later; to throw ends it too. */
  <T extends @Nullable Object> CompletableFuture<T> startOpen(AsyncCall.Body<T> body) {
    AsyncCall<T> call = new AsyncCall<>(this, body);
    if (!room.tryAcquire()) {
      call.future()
          .completeExceptionally(rejected(
              "%d calls are under way; wait for some of them to end".formatted(MOST_UNDER_WAY),
              null));
      return call.future();
    }
    underWay.add(call);
    if (closed) { // whoever closed may have looked before this call was there
      call.endUnbegun(closedException());
      return call.future();
    }
    try {
      executor.execute(call);
    } catch (RejectedExecutionException e) {
      call.endUnbegun(
          closed
              ? closedException()
              : rejected(
                  "the executor takes no more; wait for earlier calls to end, or give the manager an executor with more threads or a longer queue",
                  e));
    } catch (
        Throwable e) { // whatever it is, the caller learns of it through the future it waits for
      call.endUnbegun(e);
    }
    return call.future();
  }

  /**
   * Runs a last step on the executor, or on this thread if that takes no more: it must not be left out.
   *
   * @param step harmless if it runs twice
   */
  void finish(Runnable step) {
    try {
      executor.execute(step);
    } catch (Throwable e) { // whatever the reason
      step.run();
    }
  }

  Executor executor() {
    return executor;
  }

  boolean isClosed() {
    return closed;
  }

  CacheClosedException closedException() {
    return new CacheClosedException("cache '%s' is closed".formatted(cacheName));
  }

  void forget(AsyncCall<?> call) {
    if (underWay.remove(call)) {
      room.release();
    }
  }

  /** Ends the calls that have not begun; the others end by themselves. */
  void close() {
    closed = true;
    underWay.forEach(call -> call.endUnbegun(closedException()));
  }

  private AsyncRejectedException rejected(String why, @Nullable Throwable cause) {
    return new AsyncRejectedException(
        "cache '%s': an asynchronous call was not begun: %s".formatted(cacheName, why), cause);
  }
}
