package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.contest.Cursor;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Asks for a hundred keys at once, all of them in the cache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GetAllBenchmark {

  /** Ours. */
  @Benchmark
  public Map<Long, String> symphra(SymphraState state, Cursor cursor) {
    return state.cache.getAll(cursor.nextBatch());
  }

  /** A loading cache of Caffeine. */
  @Benchmark
  public Map<Long, String> caffeineExpiring(CaffeineState.Expiring state, Cursor cursor) {
    return state.cache.getAll(cursor.nextBatch());
  }
}
