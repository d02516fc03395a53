package io.symphra.cache.benchmarks.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each benchmark for a moment in this JVM, so that none of them rots between two measurements. */
class BenchmarksRunTest {

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    // Builds run side by side, and JMH would let only one of them on a machine.
    System.setProperty("jmh.ignoreLock", "true");
    Collection<RunResult> runs = new Runner(new OptionsBuilder()
            .include("^io\\.symphra\\.")
            .forks(0)
            .threads(2)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build())
        .run();

    assertThat(runs)
        .extracting(run -> run.getParams().getBenchmark())
        .containsExactlyInAnyOrderElementsOf(namesOfBenchmarks())
        .hasSizeGreaterThanOrEqualTo(9);
    assertThat(runs)
        .allSatisfy(run -> assertThat(run.getPrimaryResult().getScore()).isPositive());
  }

  @Test
  void hitsHit() {
    Cursor cursor = new Cursor();
    SymphraState symphra = new SymphraState();
    CaffeineState.Coarse caffeine = new CaffeineState.Coarse();
    try {
      for (int request = 0; request < Demand.REQUESTS; request++) {
        Long key = cursor.next();
        assertThat(symphra.cache.get(key)).isEqualTo(Demand.valueOf(key));
        assertThat(caffeine.cache.getIfPresent(key)).isEqualTo(Demand.valueOf(key));
      }
      assertThat(symphra.cache.stats().hits()).isEqualTo(Demand.REQUESTS);
      assertThat(symphra.cache.stats().misses()).isZero();
      assertThat(caffeine.cache.stats().missCount()).isZero();
    } finally {
      symphra.close();
      caffeine.close();
    }
  }

  @Test
  void missesMiss() {
    Cursor cursor = new Cursor();
    SymphraState symphra = new SymphraState();
    try {
      for (int request = 0; request < 1_000; request++) {
        symphra.cache.get(cursor.nextUnseen());
      }
      assertThat(symphra.cache.stats().misses()).isEqualTo(1_000);
    } finally {
      symphra.close();
    }
  }

  @Test
  void batchesHaveAHundredKeys() {
    Cursor cursor = new Cursor();
    assertThat(cursor.nextBatch()).hasSize(Demand.BATCH).doesNotHaveDuplicates();
  }

  static Set<String> namesOfBenchmarks() {
    Set<String> names = new TreeSet<>();
    BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .forEach(entry -> names.add(entry.getUsername()));
    return names;
  }
}
