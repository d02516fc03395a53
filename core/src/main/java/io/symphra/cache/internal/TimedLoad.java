package io.symphra.cache.internal;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A load that may be given up from outside, and that whoever comes first runs: a thread of the executor, or the caller.
 *
 * <p>Thread-safe. Interrupting the thread that runs it and leaving that thread exclude each other, so that the interrupt
 * never meets what the thread does next.
 */
final class TimedLoad<K, V> implements Runnable {

  private final LoadStep<K, V> step;
  private final LoadRequest<K, V> request;
  private final Thread caller = Thread.currentThread();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CompletableFuture<Loaded<K, V>> result = new CompletableFuture<>();
  private @Nullable Thread runner;
  private volatile boolean ranHere;
  private boolean over;
  private boolean interrupted;

  /** A load for the current thread. */
  TimedLoad(LoadStep<K, V> step, LoadRequest<K, V> request) {
    this.step = step;
    this.request = request;
  }

  boolean hasBegunWithin(Duration patience) throws InterruptedException {
    try {
      return begun.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      giveUp(e);
      throw e;
    }
  }

  /** Runs the load, unless somebody else has begun or it is over. */
  @Override
  public void run() {
    synchronized (this) {
      if (over || runner != null) {
        return;
      }
      runner = Thread.currentThread();
      ranHere = runner == caller;
    }
    begun.countDown();
    try {
      Loaded<K, V> loaded = step.load(request);
      leave();
      result.complete(loaded);
    } catch (Throwable e) { // handed to the caller, an error too
      leave();
      result.completeExceptionally(e);
    }
  }

  /** The current thread goes its way; an interrupt that was meant for the load stays here. */
  private synchronized void leave() {
    over = true;
    runner = null;
    if (interrupted) {
      Thread.interrupted();
    }
  }

  /**
   * Gives the load up because its time is over.
   *
   * @return why, if the caller itself runs it and so does not hear of it before its loader returns; else null
   */
  synchronized @Nullable LoadGivenUp expire(String message) {
    if (over) {
      return null;
    }
    Thread running = runner;
    LoadGivenUp why =
        new LoadGivenUp(LoadFailure.TIMEOUT, message, running == null ? null : whereIs(running));
    giveUp(why);
    return running == caller ? why : null;
  }

  private static Throwable whereIs(Thread thread) {
    Throwable where = new Throwable("the loader was here, on thread '" + thread.getName() + "'");
    where.setStackTrace(thread.getStackTrace());
    return where;
  }

  private synchronized void giveUp(Exception why) {
    result.completeExceptionally(why);
    if (!over) {
      over = true;
      if (runner != null) {
        interrupted = true;
        runner.interrupt();
      }
    }
  }

  /** What the loader gave, or threw; waits for it. */
  Loaded<K, V> await() throws Exception {
    try {
      return result.get();
    } catch (InterruptedException e) {
      giveUp(e);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof InterruptedException interrupt && !ranHere) {
        CancellationException other = new CancellationException(
            "the thread of the executor that ran the loader was interrupted");
        other.initCause(interrupt);
        throw other;
      }
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
  }
}
