package io.symphra.cache.cli;

import io.symphra.cache.examples.report.HtmlReport;
import io.symphra.cache.examples.report.JsonReport;
import io.symphra.cache.examples.report.OutputFile;
import io.symphra.cache.examples.report.TextReport;
import io.symphra.cache.examples.restart.Rate;
import io.symphra.cache.examples.restart.Restart;
import io.symphra.cache.examples.restart.RestartListener;
import io.symphra.cache.examples.restart.RestartResult;
import io.symphra.cache.examples.restart.RestartSettings;
import io.symphra.cache.examples.shop.Shop;
import io.symphra.cache.examples.trace.CsvTrace;
import io.symphra.cache.examples.trace.OrmBusy;
import io.symphra.cache.examples.trace.Trace;
import io.symphra.cache.examples.trace.TraceException;
import io.symphra.cache.examples.trace.TraceReader;
import io.symphra.cache.testkit.PostgresServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what warming does, on a real database and real requests. */
@Command(
    name = "demo",
    description = {
      "Plays the restart of a service on a real PostgreSQL: with a cold cache, with one warmed at random, and with one"
          + " warmed from what was asked for before.",
      "",
      "The requests are the trace orm-busy of an e-commerce application (headissue, Jens Wilke; CC BY 4.0), or your own"
          + " log. The first half is the history, the second half comes after the restart.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    footer = {
      "",
      "Figures go to standard output, progress to standard error.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class DemoCommand implements Callable<Integer> {

  private static final String PROGRAMS_FOLDER = "symphra.postgres.programs";
  private static final int THREADS = 4;
  private static final int INTERRUPTED = 130;

  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--requests",
      paramLabel = "N",
      converter = WholeNumber.class,
      defaultValue = "150000",
      description = "How many requests to play after the restart. Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(
      names = "--rate",
      paramLabel = "N/s",
      converter = RateConverter.class,
      defaultValue = "10000/s",
      description = "How many requests arrive in a second, or max: as fast as 4 threads go."
          + " Default: ${DEFAULT-VALUE}.")
  private Rate rate = Rate.MAX;

  @Option(
      names = "--maximum-size",
      paramLabel = "N",
      converter = WholeNumber.class,
      defaultValue = "10000",
      description = "How many entries the cache holds. Default: ${DEFAULT-VALUE}.")
  private int maximumSize;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Play this log: CSV with a header, one request a line, the oldest first; gzip is fine."
              + " At most 10 million requests for 500,000 keys are played.")
  private @Nullable Path trace;

  @Option(
      names = "--key-column",
      paramLabel = "NAME",
      defaultValue = "key",
      description = "The column of the log that holds the key. Default: ${DEFAULT-VALUE}.")
  private String keyColumn = "";

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures to this file too, as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write the page with the curves to this file. Default: symphra-demo.html in the folder for"
              + " temporary files; each run replaces it.")
  private Path html = Path.of(System.getProperty("java.io.tmpdir"), "symphra-demo.html");

  @Option(names = "--verbose", description = "Show the stack trace of a failure.")
  private boolean verbose;

  DemoCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    checkWritable("--html", html);
    if (json != null) {
      checkWritable("--json", json);
    }
    try (Interruption interruption = new Interruption(err)) {
      try {
        play(new ConsoleListener(out, Meter.on(err)));
        return 0;
      } catch (Exception e) {
        if (interruption.happened()) {
          return INTERRUPTED;
        }
        if (verbose) {
          e.printStackTrace(err);
        }
        throw e;
      }
    }
  }

  private void play(RestartListener listener) throws Exception {
    RestartSettings settings = new RestartSettings(requests, rate, maximumSize, THREADS);
    RestartResult result =
        new Restart(DemoCommand::openShop, read(listener), settings, listener).play();
    out.println();
    out.print(TextReport.of(result));
    out.println();
    write("--html", html, HtmlReport.of(result), "the page with the curves");
    if (json != null) {
      write("--json", json, JsonReport.of(result), "the figures as JSON");
    }
    out.flush();
  }

  /** The start script names a folder of the build for the unpacked server; without it everything is temporary. */
  private static Shop openShop() {
    String folder = System.getProperty(PROGRAMS_FOLDER);
    PostgresServer.Builder server = PostgresServer.builder();
    return Shop.open(folder == null ? server : server.keepProgramsIn(Path.of(folder)));
  }

  private Trace read(RestartListener listener) {
    TraceReader reader = trace == null ? new OrmBusy() : new CsvTrace(trace, keyColumn);
    String phase = "reading the trace " + (trace == null ? "orm-busy" : trace);
    long begun = System.nanoTime();
    listener.began(phase, 0);
    Trace read;
    try {
      read = reader.read();
    } catch (TraceException e) {
      throw new UsageException(
          "--trace (--key-column %s): %s".formatted(keyColumn, e.getMessage()));
    }
    listener.ended(phase, Duration.ofNanos(System.nanoTime() - begun));
    read.remark().ifPresent(remark -> out.println("  " + remark));
    int after = read.traffic().size();
    if (after < requests) {
      out.printf(
          "  the trace has %,d requests after the restart, so these are played instead of %,d%n",
          after, requests);
    }
    return read;
  }

  private static void checkWritable(String option, Path file) {
    new OutputFile(file).obstacle().ifPresent(obstacle -> {
      throw new UsageException(option + ": " + obstacle);
    });
  }

  private void write(String option, Path file, String content, String what) throws IOException {
    try {
      new OutputFile(file).write(content);
    } catch (IOException e) {
      throw new IOException(
          "%s could not be written to %s (%s); choose another file with %s"
              .formatted(what, file, e, option),
          e);
    }
    out.println("%s: %s".formatted(what, file.toAbsolutePath()));
  }
}
