package io.symphra.cache.benchmarks.shared;

import java.time.Duration;

/** A contender that is connected and has stored its entries. Used by one thread. */
interface Player extends AutoCloseable {

  /** Lets some callers do something for a moment. */
  Slice play(Task task, int callers, Duration time);

  /**
   * Four instances of the contender meet a key that nobody has, with 32 callers each, all at once.
   *
   * @param keys how many keys, one after the other
   * @return the most often that any of them was loaded
   */
  int stampede(int keys);

  @Override
  void close();
}
