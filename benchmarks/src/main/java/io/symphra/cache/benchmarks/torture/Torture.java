package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Table;
import io.symphra.cache.testkit.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The torture test: instances in several JVMs read and write a few rows through a real Redis and a real PostgreSQL, while
 * connections break, processes die, threads stand still and Redis loses its data. Every answer is checked.
 *
 * <p>It ends at the first violation.
 */
public final class Torture {

  /** The name of its results. */
  public static final String NAME = "torture";

  private final List<TortureResult> results;

  private Torture(List<TortureResult> results) {
    this.results = List.copyOf(results);
  }

  /**
   * Runs it.
   *
   * @param progress takes a line now and then
   */
  public static Torture run(TortureOptions options, Consumer<String> progress) {
    try (PostgresServer database = PostgresServer.start()) {
      return run(options, database, progress);
    }
  }

  /** Runs it on a database that is there. */
  static Torture run(TortureOptions options, PostgresServer database, Consumer<String> progress) {
    List<TortureResult> results = new ArrayList<>();
    for (Topology topology : options.topologies()) {
      progress.accept("torture %s, seed %d%s"
          .formatted(
              topology.word(),
              options.seed(),
              options.without().map(rule -> ", without " + rule.word()).orElse("")));
      try {
        Database.create(database.dataSource());
      } catch (SQLException e) {
        throw new IllegalStateException("the table could not be made", e);
      }
      results.add(new TortureRun(topology, options, database.jdbcUrl(), progress).run());
    }
    return new Torture(results);
  }

  /** Whether there was no violation. */
  public boolean isClean() {
    return results.stream().allMatch(TortureResult::isClean);
  }

  List<TortureResult> results() {
    return results;
  }

  /** One line on how it was done, for the results. */
  public String method() {
    TortureResult first = results.get(0);
    return "%d workers of %d instances, %.1f minutes for each topology, seed %d; staleness in ms beside the documented bound"
        .formatted(
            Workers.COUNT, Worker.INSTANCES, first.took().toMillis() / 60_000.0, first.seed());
  }

  /** The figures: how stale reads were, beside what is allowed. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (TortureResult result : results) {
      String prefix = NAME + "." + result.topology().word() + ".";
      rows.add(
          Row.of(prefix + "violations", (double) result.violationCount(), "reads", 0, "allowed"));
      result.columns().forEach((column, line) -> {
        rows.add(Row.of(
            prefix + column.word() + ".staleness",
            line.worst().toNanos() / 1e6,
            "ms",
            (double) line.bound().toMillis(),
            "allowed"));
        rows.add(Row.of(
            prefix + column.word() + ".reads",
            (double) line.stale(),
            "reads",
            (double) line.writes(),
            "writes"));
      });
      result.tallies().forEach((tally, count) -> rows.add(count(prefix, tally.name(), count)));
      result.faults().forEach((fault, count) -> rows.add(count(prefix, fault.name(), count)));
    }
    return rows;
  }

  private static Row count(String prefix, String name, long count) {
    String word = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return new Row(prefix + "count." + word, (double) count, "", null, null, null, null, null);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (TortureResult result : results) {
      text.append(heading(result)).append("\n\n").append(promises(result)).append('\n');
      text.append(counts(result)).append('\n');
      result.violations().forEach(each -> text.append("VIOLATION ").append(each).append('\n'));
    }
    return text.toString();
  }

  private static String heading(TortureResult result) {
    return String.format(
        Locale.ROOT,
        "%s, %.1f s, seed %d: %s",
        result.topology().word(),
        result.took().toMillis() / 1e3,
        result.seed(),
        result.isClean() ? "no violation" : result.violationCount() + " violations");
  }

  private static Table promises(TortureResult result) {
    Table table = new Table("promise", "writes", "older reads", "largest staleness", "allowed");
    result
        .columns()
        .forEach((column, line) -> table.add(
            column.what(),
            column == Column.LOCAL || column == Column.LOST ? "" : number(line.writes()),
            number(line.stale()),
            millis(line.worst()),
            millis(line.bound())));
    return table;
  }

  private static Table counts(TortureResult result) {
    Table table = new Table("what", "how often");
    result.tallies().forEach((tally, count) -> table.add(tally.what(), number(count)));
    result.faults().forEach((fault, count) -> table.add(fault.what(), number(count)));
    return table;
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String millis(Duration duration) {
    return String.format(Locale.ROOT, "%,d ms", duration.toMillis());
  }
}
