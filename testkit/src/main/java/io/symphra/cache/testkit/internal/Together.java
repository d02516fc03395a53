package io.symphra.cache.testkit.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Threads that begin their tasks at the same moment, again and again. */
final class Together implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Returns when all tasks are done. */
  void run(List<? extends Runnable> tasks) {
    AtomicInteger ready = new AtomicInteger(tasks.size());
    List<Future<?>> running = new ArrayList<>();
    for (Runnable task : tasks) {
      running.add(threads.submit(() -> {
        meet(ready);
        task.run();
      }));
    }
    for (Future<?> task : running) {
      await(task);
    }
  }

  /**
   * Threads woken from a lock begin one after the other, so these spin to meet; on a machine with fewer free processors
   * than threads they then make room for each other.
   */
  private static void meet(AtomicInteger missing) {
    missing.decrementAndGet();
    for (int spins = 0; missing.get() > 0; spins++) {
      if (spins < 10_000) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(1_000);
      }
    }
  }

  private static void await(Future<?> task) {
    try {
      task.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("a thread did not finish its task", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
