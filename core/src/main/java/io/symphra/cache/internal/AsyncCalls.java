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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous calls of one cache and its views: a bounded number, each on the executor. Thread-safe.
 *
 * <p>They are kept in a set, and so are their last steps, so that closing can end those that wait in a queue: an executor
 * that is shut down throws its queue away, and their futures would never complete.
 */
final class AsyncCalls {

  static final int MOST_UNDER_WAY = 10_000;

  private final String cacheName;
  private final Executor executor;
  private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
  private final Set<AsyncCall<?>> underWay = ConcurrentHashMap.newKeySet();
  private final Set<LastStep> lastSteps = ConcurrentHashMap.newKeySet();
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
   * Runs the last step of a call once: on the executor, or on this thread if that takes no more or the cache is closed. It
   * must not be left out.
   */
  void finish(Runnable step) {
    LastStep last = new LastStep(step);
    lastSteps.add(last);
    if (closed) { // whoever closed may have looked before this step was there
      last.run();
      return;
    }
    try {
      executor.execute(last);
    } catch (Throwable e) { // whatever the reason
      last.run();
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

  /** Ends the calls that have not begun, and those whose last step has not; the others end by themselves. */
  void close() {
    closed = true;
    underWay.forEach(call -> call.endUnbegun(closedException()));
    lastSteps.forEach(LastStep::run);
  }

  private AsyncRejectedException rejected(String why, @Nullable Throwable cause) {
    return new AsyncRejectedException(
        "cache '%s': an asynchronous call was not begun: %s".formatted(cacheName, why), cause);
  }

  /** What ends a call whose write has ended: lowers its fence and completes its future. Runs once, whoever comes first. */
  private final class LastStep implements Runnable {

    private final Runnable step;
    private final AtomicBoolean begun = new AtomicBoolean();

    LastStep(Runnable step) {
      this.step = step;
    }

    @Override
    public void run() {
      if (begun.compareAndSet(false, true)) {
        lastSteps.remove(this);
        step.run();
      }
    }
  }
}
