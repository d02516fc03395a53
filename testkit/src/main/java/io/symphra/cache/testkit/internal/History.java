package io.symphra.cache.testkit.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What several threads did to one key at once, and whether some order of it, with each operation happening at a moment
 * between its call and its return, gives the answers that were seen.
 *
 * <p>The search is that of Wing and Gong, "Testing and Verifying Concurrent Objects" (1993), with the memory of visited
 * states that Lowe added (2017).
 */
final class History {

  private final AtomicLong clock = new AtomicLong();
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();

  private record Event(
      String thread, Operation operation, Answer<String> answer, long called, long returned) {}

  private record Place(long done, ProtocolSpec<String> spec) {}

  /** Does an operation and remembers when it was called, when it returned and what it said. */
  void record(String thread, Operation operation, Supplier<Answer<String>> call) {
    long called = clock.incrementAndGet();
    Answer<String> answer = call.get();
    events.add(new Event(thread, operation, answer, called, clock.incrementAndGet()));
  }

  /** Whether the specification allows it. At most 63 operations, and no time passes. */
  boolean isLinearizable() {
    return reaches(0, ProtocolSpec.empty(), List.copyOf(events), new HashSet<>());
  }

  private static boolean reaches(
      long done, ProtocolSpec<String> spec, List<Event> all, Set<Place> visited) {
    if (done == (1L << all.size()) - 1) {
      return true;
    }
    if (!visited.add(new Place(done, spec))) {
      return false;
    }
    long firstReturn = Long.MAX_VALUE;
    for (int i = 0; i < all.size(); i++) {
      if ((done & 1L << i) == 0) {
        firstReturn = Math.min(firstReturn, all.get(i).returned());
      }
    }
    for (int i = 0; i < all.size(); i++) {
      Event event = all.get(i);
      if ((done & 1L << i) != 0 || event.called() > firstReturn) {
        continue;
      }
      var outcome = event.operation().on(spec, 0);
      if (outcome.answer().equals(event.answer())
          && reaches(done | 1L << i, outcome.after(), all, visited)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort(Comparator.comparingLong(Event::called));
    return ordered.stream()
        .map(e -> "%n  %3d to %3d  %s: %s: %s"
            .formatted(e.called(), e.returned(), e.thread(), e.operation(), e.answer()))
        .collect(Collectors.joining());
  }
}
