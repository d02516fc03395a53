package io.symphra.cache.benchmarks.report;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** How far a suite has come, how fast it goes, and how long the rest takes if it goes on like that. */
public final class Progress {

  private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

  private final String what;
  private final int steps;
  private final Consumer<String> lines;
  private final LongSupplier nanoTime;
  private final long begin;
  private int done;

  /**
   * Begins now.
   *
   * @param what what is measured, in the plural
   * @param steps how many steps there are, of about the same length
   * @param lines takes a line for each step
   */
  public Progress(String what, int steps, Consumer<String> lines) {
    this(what, steps, lines, System::nanoTime);
  }

  Progress(String what, int steps, Consumer<String> lines, LongSupplier nanoTime) {
    this.what = what;
    this.steps = steps;
    this.lines = lines;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  /** One more step is done, and this was its outcome. */
  public void done(String outcome) {
    done++;
    double minutes = Math.max(1, nanoTime.getAsLong() - begin) / NANOS_PER_MINUTE;
    double left = minutes / done * (steps - done);
    lines.accept(String.format(
        Locale.ROOT,
        "%s %d/%d, %.1f a minute, %s left  %s",
        what,
        done,
        steps,
        done / minutes,
        left < 1 ? "%.0f s".formatted(left * 60) : "%.0f min".formatted(left),
        outcome));
  }
}
