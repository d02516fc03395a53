package io.symphra.cache.examples.trace;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Consecutive requests of a trace.
 *
 * <p>Immutable.
 *
 * @param trace the trace
 * @param from the first request
 * @param to the one after the last request
 */
public record Requests(Trace trace, int from, int to) {

  /** Checks that they lie within the trace. */
  public Requests {
    if (from < 0 || from > to || to > trace.size()) {
      throw new IllegalArgumentException(
          "requests %d to %d are not within a trace of %d".formatted(from, to, trace.size()));
    }
  }

  /** How many there are. */
  public int size() {
    return to - from;
  }

  /** The key of a request, counted from 0. */
  public String key(int position) {
    return trace.keys().get(trace.keyIndex(from + position));
  }

  /** The first of them; all if there are not more than {@code count}. */
  public Requests first(int count) {
    return new Requests(trace, from, from + Math.min(size(), count));
  }

  /**
   * The keys most often requested, hottest last; of equally hot ones those whose first request in the trace was earlier
   * count as hotter.
   *
   * @param most how many keys at most
   */
  public List<String> hottest(int most) {
    int[] frequency = new int[trace.keys().size()];
    for (int request = from; request < to; request++) {
      frequency[trace.keyIndex(request)]++;
    }
    List<Integer> ranked = IntStream.range(0, frequency.length)
        .filter(key -> frequency[key] > 0)
        .boxed()
        .sorted(Comparator.comparingInt((Integer key) -> -frequency[key])
            .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .sorted(Comparator.comparingInt((Integer key) -> frequency[key])
            .thenComparing(Comparator.reverseOrder()))
        .toList();
    return ranked.stream().map(trace.keys()::get).toList();
  }
}
