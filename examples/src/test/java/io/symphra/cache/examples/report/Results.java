package io.symphra.cache.examples.report;

import io.symphra.cache.CacheStats;
import io.symphra.cache.examples.restart.Curve;
import io.symphra.cache.examples.restart.Figures;
import io.symphra.cache.examples.restart.Latency;
import io.symphra.cache.examples.restart.Rate;
import io.symphra.cache.examples.restart.RestartResult;
import io.symphra.cache.examples.restart.RestartSettings;
import io.symphra.cache.examples.restart.RunResult;
import io.symphra.cache.examples.restart.Start;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small result, written by hand. */
final class Results {

  static final int REQUESTS = 2_000;

  private Results() {}

  static RestartResult small(String traceName) {
    SortedMap<Integer, Double> reference = new TreeMap<>();
    reference.put(100, 1.0);
    reference.put(1_000, 0.99);
    return new RestartResult(
        traceName,
        50_000,
        REQUESTS,
        1_500,
        REQUESTS,
        new RestartSettings(REQUESTS, new Rate(10_000), 10_000, 4),
        1_000,
        Arrays.stream(Start.values()).map(Results::run).toList(),
        reference,
        curve(99, 0));
  }

  private static RunResult run(Start start) {
    boolean steady = start != Start.COLD;
    SortedMap<Integer, Figures> windows = new TreeMap<>();
    windows.put(100, figures(start, 100));
    windows.put(1_000, figures(start, 1_000));
    return new RunResult(
        start,
        windows,
        figures(start, REQUESTS),
        figures(start, REQUESTS).queries(),
        start == Start.COLD ? 0 : 20,
        steady ? OptionalInt.of(5) : OptionalInt.empty(),
        steady ? Optional.of(Duration.ofMillis(500)) : Optional.empty(),
        Optional.empty(),
        new CacheStats(
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            Duration.ZERO,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            false,
            0,
            0),
        curve(100 * share(start), 1_500_000));
  }

  private static double share(Start start) {
    return switch (start) {
      case COLD -> 0.25;
      case RANDOM -> 0.5;
      case WARM -> 0.75;
    };
  }

  private static Figures figures(Start start, int requests) {
    int hits = (int) (requests * share(start));
    return new Figures(
        requests, hits, requests - hits - 1, new Latency(1_500, 2_500_000, 12_000_000));
  }

  private static Curve curve(double percent, long p99Nanos) {
    return new Curve(List.of(
        new Curve.Point(10, percent / 100.0, p99Nanos / 100, p99Nanos),
        new Curve.Point(100, percent / 100.0, p99Nanos / 100, p99Nanos),
        new Curve.Point(REQUESTS, 0.9, p99Nanos / 100, p99Nanos)));
  }
}
