package io.symphra.cache.benchmarks.shared;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;

/** A thread that calls a cache until its time is over, and remembers how long each call took. */
final class Caller implements Callable<Caller> {

  private final RemoteCache cache;
  private final Task task;
  private final long nanos;
  private int turn;
  private long[] times = new long[4_096];
  private int calls;
  private long took;

  /**
   * A caller.
   *
   * @param turn where in the order of the keys it begins
   */
  Caller(RemoteCache cache, Task task, Duration time, int turn) {
    this.cache = cache;
    this.task = task;
    this.nanos = time.toNanos();
    this.turn = turn;
  }

  @Override
  public Caller call() {
    long begin = System.nanoTime();
    long before = begin;
    do {
      task.call(cache, turn++);
      long now = System.nanoTime();
      note(now - before);
      before = now;
    } while (before - begin < nanos);
    took = before - begin;
    return this;
  }

  private void note(long time) {
    if (calls == times.length) {
      times = Arrays.copyOf(times, 2 * calls);
    }
    times[calls++] = time;
  }

  /** The time of each call, in nanoseconds. */
  long[] times() {
    return Arrays.copyOf(times, calls);
  }

  double perSecond() {
    return calls * 1e9 / took;
  }
}
