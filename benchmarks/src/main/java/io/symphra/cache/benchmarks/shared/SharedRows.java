package io.symphra.cache.benchmarks.shared;

import io.symphra.cache.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Makes the table of figures: ours beside Lettuce first, then ours beside each of the others. */
final class SharedRows {

  /** A column of the table. Times should be low, rates high. */
  private record Column(
      String name,
      Part part,
      Measure measure,
      ToDoubleFunction<Slice> figure,
      String unit,
      String lettuce) {}

  private static final List<Column> COLUMNS = List.of(
      new Column("get.p50", Part.STANDALONE, Measure.GET, Slice::p50, "µs", "GET"),
      new Column("get.p99", Part.STANDALONE, Measure.GET, Slice::p99, "µs", "GET"),
      new Column("get.8", Part.STANDALONE, Measure.GET_8, Slice::perSecond, "calls/s", "GET"),
      new Column("get.64", Part.STANDALONE, Measure.GET_64, Slice::perSecond, "calls/s", "GET"),
      new Column(
          "getall", Part.STANDALONE, Measure.GET_ALL, SharedRows::keysPerSecond, "keys/s", "MGET"),
      new Column(
          "getall.cluster",
          Part.CLUSTER,
          Measure.GET_ALL,
          SharedRows::keysPerSecond,
          "keys/s",
          "MGET"),
      new Column("put.p50", Part.STANDALONE, Measure.PUT, Slice::p50, "µs", "SET"),
      new Column("fill.p50", Part.STANDALONE, Measure.FILL, Slice::p50, "µs", "GET and SET"),
      new Column("update.p50", Part.STANDALONE, Measure.UPDATE, Slice::p50, "µs", "DEL"));

  private final Figures figures;
  private final List<Row> rows = new ArrayList<>();

  SharedRows(Figures figures) {
    this.figures = figures;
  }

  List<Row> rows() {
    for (Column column : COLUMNS) {
      Contestant lettuce = column.part().baseline();
      add(
          "shared." + column.name(),
          column,
          Contestant.SYMPHRA,
          lettuce,
          "Lettuce " + column.lettuce());
      if (column.measure() == Measure.GET && column.name().endsWith("p50")) {
        add(
            "shared.get-and-keep.p50",
            column,
            Contestant.KEEPING,
            lettuce,
            "Lettuce GET, which keeps nothing");
      }
    }
    for (Part part : Part.values()) {
      addStampede("shared.stampede." + part, part, part.baseline(), "Lettuce GET and SET");
    }
    List<Contestant> peers = new ArrayList<>(Part.STANDALONE.contestants());
    peers.removeAll(List.of(Contestant.SYMPHRA, Contestant.KEEPING, Part.STANDALONE.baseline()));
    peers.forEach(this::addPeer);
    return rows;
  }

  private static double keysPerSecond(Slice slice) {
    return slice.perSecond() * Entries.BATCH;
  }

  private void addPeer(Contestant peer) {
    String prefix = "shared.vs-" + peer + ".";
    for (Column column : COLUMNS) {
      if (column.part() == Part.STANDALONE) {
        add(prefix + column.name(), column, Contestant.SYMPHRA, peer, peer.toString());
      }
    }
    addStampede(prefix + "stampede", Part.STANDALONE, peer, peer.toString());
  }

  private void add(String name, Column column, Contestant ours, Contestant theirs, String against) {
    Part part = column.part();
    Measure measure = column.measure();
    if (figures.has(part, measure, ours) && figures.has(part, measure, theirs)) {
      rows.add(Row.of(
          name,
          figures.spread(part, measure, ours, column.figure()),
          column.unit(),
          figures.spread(part, measure, theirs, column.figure()),
          against));
    }
  }

  private void addStampede(String name, Part part, Contestant theirs, String against) {
    if (figures.hasLoads(part, Contestant.SYMPHRA) && figures.hasLoads(part, theirs)) {
      rows.add(Row.of(
          name,
          figures.mostLoads(part, Contestant.SYMPHRA),
          "loader calls",
          figures.mostLoads(part, theirs),
          against));
    }
  }
}
