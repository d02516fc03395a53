package io.symphra.cache.examples.restart;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How hit rate and latency moved after the restart.
 *
 * <p>The points lie evenly on a logarithmic scale, because most of what differs happens early. Each tells of a moving
 * window: the {@value #WINDOW} requests before it, or the tenth before it where that is more, or all where there are
 * fewer. Immutable.
 *
 * @param points in the order of their requests
 */
public record Curve(List<Point> points) {

  /** The smallest window. */
  public static final int WINDOW = 1_000;

  private static final int POINTS_PER_DECADE = 30;

  /** Before this one request more or less decides, so that curves only flicker. */
  private static final int FIRST = 10;

  /** Copies the list. */
  public Curve {
    points = List.copyOf(points);
  }

  /**
   * One point.
   *
   * @param requests how many requests after the restart
   * @param hitRate the share of the window that hit, from 0 to 1
   * @param p50Nanos the median latency in the window; 0 where none was measured
   * @param p99Nanos what one in a hundred of the window took longer than; 0 where none was measured
   */
  public record Point(int requests, double hitRate, long p50Nanos, long p99Nanos) {}

  static Curve of(Samples samples) {
    BitSet hits = samples.hits();
    List<Point> points = new ArrayList<>();
    for (int to : places(samples.size())) {
      int from = to - window(to);
      Latency latency = samples.latencyOf(from, to);
      points.add(new Point(to, rate(hits, from, to), latency.p50Nanos(), latency.p99Nanos()));
    }
    return new Curve(points);
  }

  static Curve of(BitSet hits, int requests) {
    List<Point> points = new ArrayList<>();
    for (int to : places(requests)) {
      points.add(new Point(to, rate(hits, to - window(to), to), 0, 0));
    }
    return new Curve(points);
  }

  private static int window(int to) {
    return Math.min(to, Math.max(WINDOW, to / 10));
  }

  private static double rate(BitSet hits, int from, int to) {
    return (double) hits.get(from, to).cardinality() / (to - from);
  }

  private static List<Integer> places(int requests) {
    List<Integer> places = new ArrayList<>();
    int place = 0;
    for (int step = requests > FIRST ? POINTS_PER_DECADE : 0; place < requests; step++) {
      int following = (int) Math.round(Math.pow(10, (double) step / POINTS_PER_DECADE));
      if (following > place) {
        place = Math.min(requests, following);
        places.add(place);
      }
    }
    return places;
  }
}
