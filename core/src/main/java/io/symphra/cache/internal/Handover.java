package io.symphra.cache.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that is brought to an executor from the middle of other work, on which it must not run.
 *
 * <p>It runs at most once. An executor that runs it at once, on the thread that brought it, has not taken it.
 */
final class Handover implements Runnable {

  private final Runnable task;
  private final Thread bringer = Thread.currentThread();
  private final AtomicBoolean begun = new AtomicBoolean();
  private boolean over; // like refused read and written by the bringer alone
  private boolean refused;

  private Handover(Runnable task) {
    this.task = task;
  }

  /**
   * Brings a task to an executor, and to another one if the first does not take it.
   *
   * @return whether one took it
   */
  static boolean handOver(Runnable task, Executor first, Executor second) {
    Handover handover = new Handover(task);
    return handover.bringTo(first) || handover.bringTo(second);
  }

  @Override
  public void run() {
    if (Thread.currentThread() == bringer && !over) {
      refused = true;
    } else if (begun.compareAndSet(false, true)) {
      task.run();
    }
  }

  private boolean bringTo(Executor executor) {
    over = false;
    refused = false;
    try {
      executor.execute(this);
      return !refused;
    } catch (RuntimeException
        | Error e) { // the executor is user code, and the work it would stop is somebody else's
      return begun.get();
    } finally {
      over = true;
    }
  }
}
