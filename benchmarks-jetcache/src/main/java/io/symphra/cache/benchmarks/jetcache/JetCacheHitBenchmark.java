package io.symphra.cache.benchmarks.jetcache;

import io.symphra.cache.benchmarks.contest.Cursor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Asks JetCache for a key that is in the cache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JetCacheHitBenchmark {

  /** JetCache. */
  @Benchmark
  public @Nullable String jetCache(JetCacheState state, Cursor cursor) {
    return state.cache.get(cursor.next());
  }
}
