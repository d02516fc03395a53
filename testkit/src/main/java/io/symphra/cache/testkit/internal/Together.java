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

/** Threads that begin their tasks at the same moment, again and again. */
final class Together implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Returns when all tasks are done. */
  void run(List<? extends Runnable> tasks) {
    AtomicInteger ready = new AtomicInteger(tasks.size());
    List<Future<?>> running = new ArrayList<>();
    for (Runnable task : tasks) {
      running.add(threads.submit(() -> {
        ready.decrementAndGet();
        // Threads woken from a lock begin one after the other; these must meet.
        while (ready.get() > 0) {
          Thread.onSpinWait();
        }
        task.run();
      }));
    }
    for (Future<?> task : running) {
      await(task);
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
