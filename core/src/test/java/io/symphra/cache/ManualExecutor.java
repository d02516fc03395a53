package io.symphra.cache;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An executor that runs its tasks when the test says so. */
final class ManualExecutor implements Executor {

  private final Queue<Runnable> queue = new ArrayDeque<>();
  private boolean refuses;

  @Override
  public synchronized void execute(Runnable task) {
    if (refuses) {
      throw new RejectedExecutionException("full");
    }
    queue.add(task);
  }

  synchronized void refuse(boolean on) {
    refuses = on;
  }

  synchronized int size() {
    return queue.size();
  }

  /** Throws its tasks away, as an executor does that is shut down at once. */
  synchronized void dropAll() {
    queue.clear();
  }

  /** Runs the next task on this thread. */
  void runNext() {
    next().run();
  }

  /** Runs the tasks on this thread until there are none. */
  void runAll() {
    while (size() > 0) {
      runNext();
    }
  }

  private synchronized Runnable next() {
    return queue.remove();
  }
}
