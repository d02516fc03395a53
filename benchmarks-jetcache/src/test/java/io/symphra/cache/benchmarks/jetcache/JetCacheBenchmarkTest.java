package io.symphra.cache.benchmarks.jetcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.benchmarks.contest.Cursor;
import io.symphra.cache.benchmarks.contest.Demand;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class JetCacheBenchmarkTest {

  @Test
  void theBenchmarkRuns() throws RunnerException {
    // Builds run side by side, and JMH would let only one of them on a machine.
    System.setProperty("jmh.ignoreLock", "true");
    RunResult run = new Runner(new OptionsBuilder()
            .include("^io\\.symphra\\.cache\\.benchmarks\\.jetcache\\.")
            .forks(0)
            .threads(2)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build())
        .runSingle();

    assertThat(run.getPrimaryResult().getScore()).isPositive();
  }

  @Test
  void everyRequestHitsAndIsCounted() {
    Cursor cursor = new Cursor();
    try (JetCacheState state = new JetCacheState()) {
      state.fill();
      for (int request = 0; request < Demand.REQUESTS; request++) {
        Long key = cursor.next();
        assertThat(state.cache.get(key)).isEqualTo(Demand.valueOf(key));
      }
      assertThat(state.size()).isEqualTo(Demand.KEYS);
      assertThat(state.statistics.getCacheStat().getGetHitCount()).isEqualTo(Demand.REQUESTS);
    }
  }

  @Test
  void itHoldsAsManyEntriesAsItWasMadeFor() {
    try (JetCacheState state = new JetCacheState(30_000)) {
      for (long key = 0; key < 30_000; key++) {
        state.put(key, "value");
      }
      assertThat(state.size()).isEqualTo(30_000);
    }
  }
}
