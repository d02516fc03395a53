package io.symphra.cache.cli;

import io.symphra.cache.examples.report.Words;
import io.symphra.cache.examples.restart.Figures;
import io.symphra.cache.examples.restart.RestartListener;
import io.symphra.cache.examples.restart.Start;
import java.io.PrintStream;
import java.time.Duration;

/** Tells of phases and first figures, a line each, and hands the steps of long phases to a meter. */
final class ConsoleListener implements RestartListener {

  private final PrintStream out;
  private final Meter meter;

  ConsoleListener(PrintStream out, Meter meter) {
    this.out = out;
    this.meter = meter;
  }

  @Override
  public void began(String phase, int steps) {
    meter.begin(phase, steps);
  }

  @Override
  public void advanced(int done) {
    meter.advance(done);
  }

  @Override
  public void figures(Start start, Figures first) {
    meter.clear();
    line("  %-6s first %7s requests: %7s hits, %6s queries, median %s, p99 %s"
        .formatted(
            start.label(),
            Words.count(first.requests()),
            Words.percent(first.hitRate()),
            Words.count(first.queries()),
            Words.time(first.latency().p50Nanos()),
            Words.time(first.latency().p99Nanos())));
  }

  @Override
  public void ended(String phase, Duration took) {
    meter.end();
    line("%-56s %9s".formatted(phase, Words.time(took)));
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }
}
