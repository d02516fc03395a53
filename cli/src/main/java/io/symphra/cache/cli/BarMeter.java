package io.symphra.cache.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar that moves, for people. Not thread-safe. */
final class BarMeter implements Meter {

  private static final String WIPE = "\r\033[K";
  private static final int WIDTH = 79;

  private final PrintStream err;
  private @Nullable ProgressBar bar;

  BarMeter(PrintStream err) {
    this.err = err;
  }

  @Override
  public void begin(String phase, int steps) {
    if (steps == 0) {
      err.print(phase + " ...");
      err.flush();
      return;
    }
    bar = new ProgressBarBuilder()
        .setTaskName(phase.substring(0, phase.indexOf(':')))
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void advance(int done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  @Override
  public void clear() {
    err.print(WIPE);
    err.flush();
  }

  @Override
  public void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    clear();
  }
}
