package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.protect.LoadLimit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The permits of a {@link LoadLimit}, and two bounded queues of who waits for one: readers first.
 *
 * <p>A permit goes straight from who gives it back to who waits the longest, so that nobody overtakes. Thread-safe.
 */
final class LoadPermits {

  /** How an attempt to get a permit ended. */
  enum Answer {
    GRANTED,
    QUEUE_FULL,
    WAITED_IN_VAIN
  }

  private static final class Waiter {
    final CountDownLatch answered = new CountDownLatch(1);

    @Nullable
    Answer answer;

    void answer(Answer how) {
      answer = how;
      answered.countDown();
    }
  }

  private final LoadLimit limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiter> readers = new ArrayDeque<>();
  private final Deque<Waiter> others = new ArrayDeque<>();
  private int free;

  LoadPermits(LoadLimit limit) {
    this.limit = limit;
    this.free = limit.maxConcurrent();
  }

  Answer acquire(boolean forReader) throws InterruptedException {
    Waiter waiter = new Waiter();
    lock.lock();
    try {
      if (free > 0) {
        free--;
        return Answer.GRANTED;
      }
      if (!hasRoom(forReader)) {
        return Answer.QUEUE_FULL;
      }
      (forReader ? readers : others).addLast(waiter);
    } finally {
      lock.unlock();
    }
    return await(waiter);
  }

  /** Whether one more may wait; a reader takes the place of the youngest of the others. */
  private boolean hasRoom(boolean forReader) {
    if (readers.size() + others.size() < limit.maxWaiting()) {
      return true;
    }
    Waiter displaced = forReader ? others.pollLast() : null;
    if (displaced == null) {
      return false;
    }
    displaced.answer(Answer.QUEUE_FULL);
    return true;
  }

  private Answer await(Waiter waiter) throws InterruptedException {
    try {
      boolean answered = waiter.answered.await(limit.maxWait().toNanos(), TimeUnit.NANOSECONDS);
      return answered ? requireNonNull(waiter.answer) : leave(waiter);
    } catch (InterruptedException e) {
      if (leave(waiter) == Answer.GRANTED) { // interrupted and granted at the same time
        giveBack();
      }
      throw e;
    }
  }

  /** The answer; who has none by now has waited in vain. */
  private Answer leave(Waiter waiter) {
    lock.lock();
    try {
      Answer answer = waiter.answer;
      if (answer == null) {
        readers.remove(waiter);
        others.remove(waiter);
        return Answer.WAITED_IN_VAIN;
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  void giveBack() {
    lock.lock();
    try {
      free++;
      while (free > 0 && !(readers.isEmpty() && others.isEmpty())) {
        free--;
        (readers.isEmpty() ? others : readers).removeFirst().answer(Answer.GRANTED);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes a lent permit back at once, though others may have it: there are fewer than none free then. */
  void takeBack() {
    lock.lock();
    try {
      free--;
    } finally {
      lock.unlock();
    }
  }
}
