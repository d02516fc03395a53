package io.symphra.cache.benchmarks.torture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** One fault after the other: in each round every kind once, in an order of its own. Used by one thread. */
final class FaultSchedule {

  private static final int SHORTEST_GAP_MILLIS = 200;
  private static final int LONGEST_GAP_MILLIS = 900;

  private final List<Fault> kinds;
  private final SplittableRandom random;
  private final Deque<Fault> round = new ArrayDeque<>();

  FaultSchedule(Collection<Fault> kinds, SplittableRandom random) {
    this.kinds = kinds.stream().sorted().toList();
    this.random = random;
  }

  Fault next() {
    if (round.isEmpty()) {
      List<Fault> left = new ArrayList<>(kinds);
      while (!left.isEmpty()) {
        round.add(left.remove(random.nextInt(left.size())));
      }
    }
    return round.remove();
  }

  /** How long nothing happens before the next. */
  int gapMillis() {
    return random.nextInt(SHORTEST_GAP_MILLIS, LONGEST_GAP_MILLIS);
  }
}
