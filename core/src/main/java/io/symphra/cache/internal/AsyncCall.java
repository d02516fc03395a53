package io.symphra.cache.internal;

import io.symphra.cache.CacheClosedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous call: begun by the executor, or never; its future always completes.
 *
 * <p>Its place is free before the future completes, so that who waits for it can make the next call. Thread-safe.
 */
final class AsyncCall<T extends @Nullable Object> implements Runnable {

  /** What a call does. */
  @FunctionalInterface
  interface Body<T extends @Nullable Object> {

    /** Ends the call, now or later; to throw ends it too. */
    void run(AsyncCall<T> call) throws Exception;
  }

  private final AsyncCalls calls;
  private final Body<T> body;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final AtomicBoolean begun = new AtomicBoolean();

  AsyncCall(AsyncCalls calls, Body<T> body) {
    this.calls = calls;
    this.body = body;
  }

  /** Its caller's own: whatever becomes of it, the call is not disturbed once it has begun. */
  CompletableFuture<T> future() {
    return future;
  }

  @Override
  public void run() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    if (future.isDone()) { // nobody waits for it any more
      calls.forget(this);
      return;
    }
    try {
      body.run(this);
    } catch (Throwable e) { // an Error too belongs to who waits for it
      fail(e);
    }
  }

  void succeed(T value) {
    calls.forget(this);
    future.complete(value);
  }

  void fail(Throwable failure) {
    calls.forget(this);
    future.completeExceptionally(calls.isClosed() ? closed(failure) : failure);
  }

  /** Ends a call that has not begun, and will not. */
  void endUnbegun(Throwable why) {
    if (begun.compareAndSet(false, true)) {
      calls.forget(this);
      future.completeExceptionally(why);
    }
  }

  /** The interrupt of a call whose executor is stopped says nothing; that it was closed does. */
  private Throwable closed(Throwable failure) {
    if (!(failure instanceof LoadInterruptedException)) {
      return failure;
    }
    CacheClosedException closed = calls.closedException();
    closed.addSuppressed(failure);
    return closed;
  }
}
