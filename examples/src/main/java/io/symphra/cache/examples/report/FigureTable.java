package io.symphra.cache.examples.report;

import io.symphra.cache.examples.restart.Figures;
import io.symphra.cache.examples.restart.RestartResult;
import io.symphra.cache.examples.restart.RunResult;
import io.symphra.cache.examples.restart.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The figures of the runs side by side, for whatever draws tables.
 *
 * @param columns the headings of the cells
 * @param groups rows that belong together
 */
record FigureTable(List<String> columns, List<Group> groups) {

  /** Stands where there is no figure. */
  static final String NONE = "–";

  /** Rows under a heading. */
  record Group(String heading, List<Row> rows) {}

  /** One row. */
  record Row(String label, List<String> cells) {}

  static FigureTable of(RestartResult result) {
    List<String> columns = Stream.concat(
            result.runs().stream().map(run -> run.start().label()), Stream.of("never restarted"))
        .toList();
    return new FigureTable(
        columns,
        List.of(
            new Group("hit rate", hitRates(result)),
            windows("median latency", result, f -> Words.time(f.latency().p50Nanos())),
            windows(
                "99th percentile latency", result, f -> Words.time(f.latency().p99Nanos())),
            windows("longest latency", result, f -> Words.time(f.latency().maxNanos())),
            new Group("database queries", queries(result)),
            new Group("restart", restart(result))));
  }

  private static List<Row> hitRates(RestartResult result) {
    List<Row> rows = new ArrayList<>();
    for (int size : Windows.SIZES) {
      Double reference = result.neverRestartedHitRates().get(size);
      rows.add(row(
          first(size),
          result,
          run -> window(run, size, f -> Words.percent(f.hitRate())),
          reference == null ? NONE : Words.percent(reference)));
    }
    return rows;
  }

  private static Group windows(
      String heading, RestartResult result, Function<Figures, String> figure) {
    return new Group(
        heading,
        Windows.SIZES.stream()
            .map(size -> row(first(size), result, run -> window(run, size, figure), NONE))
            .toList());
  }

  private static List<Row> queries(RestartResult result) {
    List<Row> rows = new ArrayList<>(
        windows("", result, figures -> Words.count(figures.queries())).rows());
    rows.add(row(
        "all " + Words.count(result.requests()),
        result,
        run -> Words.count(run.databaseQueries()),
        NONE));
    rows.add(row("while warming", result, run -> Words.count(run.warmingQueries()), NONE));
    return rows;
  }

  private static List<Row> restart(RestartResult result) {
    return List.of(
        row("time to 95 % of steady", result, FigureTable::timeToSteady, NONE),
        row("requests until then", result, FigureTable::requestsToSteady, NONE),
        row("time spent warming", result, run -> Words.time(run.warmingTime()), NONE),
        row(
            "entries warmed",
            result,
            run -> Words.count(run.warming().map(report -> report.loaded()).orElse(0L)),
            NONE));
  }

  private static String timeToSteady(RunResult run) {
    return run.timeToSteady().map(Words::time).orElse("never");
  }

  private static String requestsToSteady(RunResult run) {
    return run.requestsToSteady().isPresent()
        ? Words.count(run.requestsToSteady().getAsInt())
        : "never";
  }

  private static Row row(
      String label, RestartResult result, Function<RunResult, String> cell, String last) {
    return new Row(
        label, Stream.concat(result.runs().stream().map(cell), Stream.of(last)).toList());
  }

  private static String window(RunResult run, int size, Function<Figures, String> figure) {
    Figures figures = run.windows().get(size);
    return figures == null ? NONE : figure.apply(figures);
  }

  private static String first(int size) {
    return "first " + Words.count(size);
  }
}
