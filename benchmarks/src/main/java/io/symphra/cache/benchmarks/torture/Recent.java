package io.symphra.cache.benchmarks.torture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The last things that threads of this JVM did, for the report of a violation. Bounded. Thread-safe. */
final class Recent {

  private static final int ROOM = 1 << 12;

  private final AtomicReferenceArray<Step> steps = new AtomicReferenceArray<>(ROOM);
  private final AtomicLong next = new AtomicLong();

  /**
   * Something that was done.
   *
   * @param at when it was over
   * @param key with which key
   * @param instance by which instance
   * @param what in words
   */
  record Step(long at, long key, int instance, String what) {}

  void did(long key, int instance, String what) {
    Step step = new Step(System.nanoTime(), key, instance, what);
    steps.set((int) (next.getAndIncrement() % ROOM), step);
  }

  /** The last things done with a key, the newest first, with how long ago it was. */
  List<String> with(long key, int limit) {
    List<Step> found = new ArrayList<>();
    for (int i = 0; i < ROOM; i++) {
      Step step = steps.get(i);
      if (step != null && step.key() == key) {
        found.add(step);
      }
    }
    long now = System.nanoTime();
    return found.stream()
        .sorted(Comparator.comparingLong(Step::at).reversed())
        .limit(limit)
        .map(step -> "%.1f ms ago instance %d %s"
            .formatted((now - step.at()) / 1e6, step.instance(), step.what()))
        .toList();
  }
}
