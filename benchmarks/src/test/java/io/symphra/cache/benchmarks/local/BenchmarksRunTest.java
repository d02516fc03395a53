package io.symphra.cache.benchmarks.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.contest.Cursor;
import io.symphra.cache.benchmarks.contest.Demand;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.cache2k.operation.CacheControl;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.springframework.cache.caffeine.CaffeineCache;

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
        .hasSizeGreaterThanOrEqualTo(13);
    assertThat(runs)
        .allSatisfy(run -> assertThat(run.getPrimaryResult().getScore()).isPositive());
  }

  @Test
  void hitsHit() {
    try (SymphraState symphra = new SymphraState();
        CaffeineState.Coarse caffeine = new CaffeineState.Coarse();
        TimedState timed = new TimedState();
        Cache2kState cache2k = new Cache2kState();
        EhcacheState ehcache = new EhcacheState();
        SpringState spring = new SpringState()) {
      everyRequestHits(symphra, symphra.cache::get);
      everyRequestHits(caffeine, caffeine.cache::getIfPresent);
      everyRequestHits(timed, timed::get);
      everyRequestHits(cache2k, cache2k.cache::get);
      everyRequestHits(ehcache, ehcache.cache::get);
      everyRequestHits(spring, key -> spring.cache.get(key, String.class));
      everyRequestHits(spring, spring.values::get);
    }
  }

  @Test
  void hitsAreCounted() {
    try (SymphraState symphra = new SymphraState();
        CaffeineState.Coarse caffeine = new CaffeineState.Coarse();
        Cache2kState cache2k = new Cache2kState();
        EhcacheState ehcache = new EhcacheState();
        SpringState spring = new SpringState()) {
      everyRequestHits(symphra, symphra.cache::get);
      assertThat(symphra.cache.stats().hits()).isEqualTo(Demand.REQUESTS);

      everyRequestHits(caffeine, caffeine.cache::getIfPresent);
      assertThat(caffeine.cache.stats().hitCount()).isEqualTo(Demand.REQUESTS);

      everyRequestHits(cache2k, cache2k.cache::get);
      assertThat(CacheControl.of(cache2k.cache).sampleStatistics().getGetCount())
          .isEqualTo(Demand.REQUESTS);

      everyRequestHits(ehcache, ehcache.cache::get);
      assertThat(ehcache.statistics.getCacheStatistics("benchmark").getCacheHits())
          .isEqualTo(Demand.REQUESTS);

      everyRequestHits(spring, spring.values::get);
      assertThat(((CaffeineCache) spring.cache).getNativeCache().stats().hitCount())
          .isEqualTo(Demand.REQUESTS);
    }
  }

  @Test
  void missesMiss() {
    Cursor cursor = new Cursor();
    try (SymphraState symphra = new SymphraState();
        CaffeineState.Coarse caffeine = new CaffeineState.Coarse()) {
      symphra.fill();
      caffeine.fill();
      for (int request = 0; request < 1_000; request++) {
        Long key = cursor.nextUnseen();
        assertThat(symphra.cache.get(key)).isEqualTo(caffeine.cache.get(key));
      }
      assertThat(symphra.cache.stats().misses()).isEqualTo(1_000);
      assertThat(caffeine.cache.stats().loadCount()).isEqualTo(1_000);
    }
  }

  @Test
  void batchesHaveAHundredKeys() {
    Cursor cursor = new Cursor();
    assertThat(cursor.nextBatch()).hasSize(Demand.BATCH).doesNotHaveDuplicates();
  }

  private static void everyRequestHits(CacheState state, Function<Long, String> get) {
    state.fill();
    Cursor cursor = new Cursor();
    for (int request = 0; request < Demand.REQUESTS; request++) {
      Long key = cursor.next();
      assertThat(get.apply(key)).isEqualTo(Demand.valueOf(key));
    }
  }

  static Set<String> namesOfBenchmarks() {
    Set<String> names = new TreeSet<>();
    BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .forEach(entry -> names.add(entry.getUsername()));
    return names;
  }
}
