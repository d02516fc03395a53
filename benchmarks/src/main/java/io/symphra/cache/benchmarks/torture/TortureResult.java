package io.symphra.cache.benchmarks.torture;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param topology how Redis was set up
 * @param took how long it took
 * @param seed of everything random
 * @param columns what reads answered, by promise
 * @param tallies what workers counted
 * @param faults how many there were
 * @param violationCount how many there were
 * @param violations what was wrong, of the first of them
 */
record TortureResult(
    Topology topology,
    Duration took,
    long seed,
    Map<Column, Line> columns,
    Map<Tally, Long> tallies,
    Map<Fault, Long> faults,
    long violationCount,
    List<String> violations) {

  TortureResult {
    violations = List.copyOf(violations);
  }

  /**
   * What is known of one promise.
   *
   * @param writes acknowledged under it
   * @param stale reads that were older than one of them
   * @param worst the largest time one of these had been acknowledged
   * @param bound the largest time allowed
   */
  record Line(long writes, long stale, Duration worst, Duration bound) {}

  static Map<Column, Line> lines(Board board, Bounds bounds) {
    Map<Column, Line> lines = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      lines.put(
          column,
          new Line(
              board.writes(column),
              board.stale(column),
              board.worst(column),
              bounds.of(column, column != Column.FENCED)));
    }
    return lines;
  }

  static Map<Tally, Long> tallies(Board board) {
    Map<Tally, Long> tallies = new EnumMap<>(Tally.class);
    for (Tally tally : Tally.values()) {
      tallies.put(tally, board.total(tally));
    }
    return tallies;
  }

  boolean isClean() {
    return violationCount == 0;
  }
}
