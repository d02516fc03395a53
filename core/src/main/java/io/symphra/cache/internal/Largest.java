package io.symphra.cache.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The largest few of many, found in one walk that keeps no more than that few. Not thread-safe. */
final class Largest<T> {

  private record Sized<T>(long size, T what) {}

  private final int most;
  private final PriorityQueue<Sized<T>> smallestFirst =
      new PriorityQueue<>(Comparator.comparingLong(Sized::size));

  Largest(int most) {
    this.most = most;
  }

  void offer(long size, T what) {
    if (smallestFirst.size() == most) {
      Sized<T> smallest = smallestFirst.peek();
      if (smallest == null || size <= smallest.size()) {
        return;
      }
      smallestFirst.poll();
    }
    smallestFirst.add(new Sized<>(size, what));
  }

  /** The largest first. */
  List<T> inOrder() {
    List<Sized<T>> sorted = new ArrayList<>(smallestFirst);
    sorted.sort(Comparator.comparingLong(Sized<T>::size).reversed());
    return sorted.stream().map(Sized::what).toList();
  }
}
