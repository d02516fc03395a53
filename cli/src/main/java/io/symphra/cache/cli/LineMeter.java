package io.symphra.cache.cli;

import io.symphra.cache.examples.report.Words;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A line every few seconds, for logs. Not thread-safe. */
final class LineMeter implements Meter {

  private static final long EVERY = Duration.ofSeconds(3).toNanos();

  private final PrintStream err;
  private final LongSupplier nanos;
  private String phase = "";
  private int steps;
  private long begun;
  private long told;

  LineMeter(PrintStream err, LongSupplier nanos) {
    this.err = err;
    this.nanos = nanos;
  }

  @Override
  public void begin(String phase, int steps) {
    this.phase = phase;
    this.steps = steps;
    this.begun = nanos.getAsLong();
    this.told = begun;
  }

  @Override
  public void advance(int done) {
    long now = nanos.getAsLong();
    if (done == 0 || done >= steps || now - told < EVERY) {
      return;
    }
    told = now;
    double perSecond = done / ((now - begun) / 1e9);
    err.printf(
        "  %s: %s done, %s/s, %s left%n",
        phase,
        Words.count(done),
        Words.count(Math.round(perSecond)),
        Words.time(Duration.ofMillis(Math.round((steps - done) / perSecond * 1e3))));
    err.flush();
  }

  @Override
  public void clear() {}

  @Override
  public void end() {}
}
