package io.symphra.cache.warming.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The workers of a job.
 *
 * <p>They are alike: each works until there is nothing more to do for anybody. So an executor with one thread is enough,
 * no thread waits for another to be given work, and the crew is done when the last one that came has gone. Workers still
 * queued in the executor then are not waited for, and find nothing to do when they come.
 */
final class Crew {

  private final Executor executor;
  private final int most;
  private final Runnable work;
  private final Runnable end;
  private final ReentrantLock lock = new ReentrantLock();
  private int called;
  private int working;
  private boolean ended;

  /**
   * Nobody yet.
   *
   * @param most how many workers there may be
   * @param work what each of them does
   * @param end run once, by the last to go
   */
  Crew(Executor executor, int most, Runnable work, Runnable end) {
    this.executor = executor;
    this.most = most;
    this.work = work;
    this.end = end;
  }

  /** Asks the executor for one more worker, if there may be one. Throws what the executor throws. */
  void call() {
    lock.lock();
    try {
      if (ended || called == most) {
        return;
      }
      called++;
    } finally {
      lock.unlock();
    }
    try {
      executor.execute(this::comeAndWork);
    } catch (RuntimeException | Error e) {
      uncall();
      throw e;
    }
  }

  /** A worker the executor did not take may be asked for again. */
  private void uncall() {
    lock.lock();
    try {
      called--;
    } finally {
      lock.unlock();
    }
  }

  private void comeAndWork() {
    if (enter()) {
      try {
        work.run();
      } finally {
        leave();
      }
    }
  }

  private boolean enter() {
    lock.lock();
    try {
      if (!ended) {
        working++;
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      working--;
    } finally {
      lock.unlock();
    }
    endIfIdle();
  }

  /** Ends if nobody is at work: for a job that is to end before its first worker came. */
  void endIfIdle() {
    lock.lock();
    try {
      if (ended || working > 0) {
        return;
      }
      ended = true;
    } finally {
      lock.unlock();
    }
    end.run();
  }
}
