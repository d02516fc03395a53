package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.report.Pace;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures one contender once, in a JVM of its own. */
final class Jmh {

  private static final String BYTES = "gc.alloc.rate.norm";

  private Jmh() {}

  static Sample measure(Contender contender, Pace pace) {
    TimeValue iteration = TimeValue.milliseconds(pace.iteration().toMillis());
    Options options = new OptionsBuilder()
        .include("^" + Pattern.quote(contender.jmhName()) + "$")
        .forks(1)
        .threads(contender.threads())
        .warmupIterations(pace.warmups())
        .warmupTime(iteration)
        .measurementIterations(pace.iterations())
        .measurementTime(iteration)
        .jvmArgs("-Xms1g", "-Xmx1g")
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
    try {
      RunResult run = new Runner(options).runSingle();
      Result<?> bytes = run.getSecondaryResults().get(BYTES);
      if (bytes == null) {
        throw new IllegalStateException("JMH did not measure allocation: no " + BYTES);
      }
      return new Sample(median(run.getPrimaryResult()), median(bytes));
    } catch (RunnerException e) {
      throw new IllegalStateException("%s: %s".formatted(contender, e.getMessage()), e);
    }
  }

  /** Of the iterations. A mean would be the doing of the one in which something else had the processor. */
  private static double median(Result<?> result) {
    return result.getStatistics().getPercentile(50);
  }
}
