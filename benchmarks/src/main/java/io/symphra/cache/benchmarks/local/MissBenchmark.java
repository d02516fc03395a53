package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.contest.Cursor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Asks for a key that nobody asked for before: a load that costs next to nothing, a fill and an eviction. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MissBenchmark {

  /** Ours. */
  @Benchmark
  public @Nullable String symphra(SymphraState state, Cursor cursor) {
    return state.cache.get(cursor.nextUnseen());
  }

  /** A loading cache of Caffeine. */
  @Benchmark
  public @Nullable String caffeineExpiring(CaffeineState.Expiring state, Cursor cursor) {
    return state.cache.get(cursor.nextUnseen());
  }
}
