package io.symphra.cache.internal;

import io.symphra.cache.event.InvalidationRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last invalidations of a cache; the oldest goes when there is no room. Thread-safe. */
final class InvalidationHistory {

  private final int capacity;
  private final Deque<InvalidationRecord> newestFirst = new ArrayDeque<>();

  /**
   * An empty history.
   *
   * @param capacity how many it keeps; 0 for none
   */
  InvalidationHistory(int capacity) {
    this.capacity = capacity;
  }

  boolean isKept() {
    return capacity > 0;
  }

  synchronized void add(InvalidationRecord invalidation) {
    if (newestFirst.size() == capacity) {
      newestFirst.pollLast();
    }
    if (capacity > 0) {
      newestFirst.addFirst(invalidation);
    }
  }

  /** The newest first. */
  synchronized List<InvalidationRecord> newest(int limit) {
    List<InvalidationRecord> newest = new ArrayList<>();
    for (InvalidationRecord each : newestFirst) {
      if (newest.size() == limit) {
        break;
      }
      newest.add(each);
    }
    return List.copyOf(newest);
  }
}
