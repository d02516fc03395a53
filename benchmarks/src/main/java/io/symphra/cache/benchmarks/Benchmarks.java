package io.symphra.cache.benchmarks;

import io.symphra.cache.benchmarks.hitrate.HitRateSuite;
import io.symphra.cache.benchmarks.local.HeapSuite;
import io.symphra.cache.benchmarks.local.LocalSuite;
import io.symphra.cache.benchmarks.report.BudgetReport;
import io.symphra.cache.benchmarks.report.Budgets;
import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.ResultFolder;
import io.symphra.cache.benchmarks.report.ResultTable;
import io.symphra.cache.benchmarks.report.Results;
import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Suite;
import io.symphra.cache.benchmarks.shared.SharedSuite;
import io.symphra.cache.benchmarks.torture.Torture;
import io.symphra.cache.benchmarks.torture.TortureOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The command {@code benchmarks/run}.
 *
 * <p>Exit codes: 0 done, 1 failed or a budget missed, 2 wrong usage.
 */
public final class Benchmarks {

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final List<Suite> suites;
  private final PrintStream out;
  private final PrintStream progress;

  Benchmarks(List<Suite> suites, PrintStream out, PrintStream progress) {
    this.suites = List.copyOf(suites);
    this.out = out;
    this.progress = progress;
  }

  /** Runs the command and ends the JVM. */
  public static void main(String... arguments) {
    Suite hitRate = new HitRateSuite();
    Suite heap = new HeapSuite();
    List<Suite> suites =
        List.of(new LocalSuite(List.of(heap, hitRate)), heap, hitRate, new SharedSuite());
    System.exit(new Benchmarks(suites, System.out, System.err).run(List.of(arguments)));
  }

  int run(List<String> arguments) {
    try {
      CommandLine line =
          CommandLine.parse(arguments, suites.stream().map(Suite::name).toList());
      return switch (line.action()) {
        case HELP -> help();
        case BUDGETS -> budgets(new ResultFolder(line.results()));
        case TORTURE -> torture(line);
        case SUITE -> measure(line);
      };
    } catch (CommandLine.UsageException e) {
      progress.println("benchmarks: " + e.getMessage());
      return WRONG_USAGE;
    } catch (IOException | RuntimeException e) {
      progress.println("benchmarks: failed: " + e.getMessage());
      return FAILED;
    }
  }

  private int help() {
    out.println("usage: benchmarks/run SUITE [--quick | --rounds N] [--results FOLDER]");
    out.println();
    suites.forEach(suite -> out.printf("  %-10s %s%n", suite.name(), suite.what()));
    out.printf(
        "  %-10s %s%n",
        Torture.NAME,
        "instances, a real Redis and faults at random, every answer checked; torture --help");
    out.printf(
        "  %-10s %s%n", "budgets", "the promises beside the newest results; 1 if one is missed");
    out.println();
    out.println("  --quick    a smoke run; its figures mean nothing and go to a file of their own");
    out.println("  --rounds   how often each contender is measured, 1 to 50; by default 5");
    out.println("  --results  where the results are; by default results beside this command");
    return DONE;
  }

  private int budgets(ResultFolder folder) throws IOException {
    BudgetReport report = new BudgetReport(Budgets.all(), folder.read());
    out.print(report);
    return report.hasMissed() ? FAILED : DONE;
  }

  private int torture(CommandLine line) throws IOException {
    if (line.rest().contains("--help") || line.rest().contains("-h")) {
      out.print(TortureOptions.usage());
      return DONE;
    }
    TortureOptions options;
    try {
      options = TortureOptions.parse(line.rest());
    } catch (IllegalArgumentException e) {
      progress.println("benchmarks: " + e.getMessage());
      return WRONG_USAGE;
    }
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Torture torture = Torture.run(options, progress::println);
    out.println(torture);
    Results results = results(Torture.NAME, load, false, torture.method(), torture.rows());
    if (options.without().isEmpty() && torture.isClean()) {
      progress.println("written to " + new ResultFolder(line.results()).write(results));
    }
    if (options.json().isPresent()) {
      progress.println("written to " + ResultFolder.writeTo(options.json().get(), results));
    }
    return torture.isClean() ? DONE : FAILED;
  }

  private int measure(CommandLine line) throws IOException {
    Suite suite = suites.stream()
        .filter(candidate -> candidate.name().equals(line.suite()))
        .findFirst()
        .orElseThrow();
    Pace pace = line.quick() ? Pace.smoke() : Pace.full(line.rounds().orElse(Pace.ROUNDS));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    List<Row> rows = suite.run(pace, progress::println);
    Results results = results(suite.name(), load, pace.quick(), suite.method(pace), rows);
    Path file = new ResultFolder(line.results()).write(results);
    out.println(ResultTable.of(results));
    progress.println("written to " + file);
    return DONE;
  }

  private static Results results(
      String suite, double load, boolean quick, String method, List<Row> rows) {
    return new Results(
        suite,
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        load,
        quick,
        method,
        rows);
  }
}
