package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.contest.Cursor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Asks for a key that is in the cache. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HitBenchmark {

  /** Ours. */
  @Benchmark
  public @Nullable String symphra(SymphraState state, Cursor cursor) {
    return state.cache.get(cursor.next());
  }

  /** Ours with the clock of the JVM. */
  @Benchmark
  public @Nullable String symphraWithSystemClock(
      SymphraState.WithSystemClock state, Cursor cursor) {
    return state.cache.get(cursor.next());
  }

  /** The cheapest of all: no expiry, no statistics. */
  @Benchmark
  public @Nullable String caffeine(CaffeineState state, Cursor cursor) {
    return state.cache.getIfPresent(cursor.next());
  }

  /** The baseline of the budget. */
  @Benchmark
  public @Nullable String caffeineExpiring(CaffeineState.Expiring state, Cursor cursor) {
    return state.cache.getIfPresent(cursor.next());
  }

  /** The baseline of the other budget. */
  @Benchmark
  public @Nullable String caffeineCoarse(CaffeineState.Coarse state, Cursor cursor) {
    return state.cache.getIfPresent(cursor.next());
  }

  /** The lookup that a hit of ours begins with, and nothing else. */
  @Benchmark
  public @Nullable String caffeineLookup(CaffeineState.Lookup state, Cursor cursor) {
    return state.policy.getIfPresentQuietly(cursor.next());
  }

  /** The same, and a look at the time in the entry. */
  @Benchmark
  public @Nullable String caffeineTimed(TimedState state, Cursor cursor) {
    return state.get(cursor.next());
  }

  /** cache2k. */
  @Benchmark
  public @Nullable String cache2k(Cache2kState state, Cursor cursor) {
    return state.cache.get(cursor.next());
  }

  /** Ehcache. */
  @Benchmark
  public @Nullable String ehcache(EhcacheState state, Cursor cursor) {
    return state.cache.get(cursor.next());
  }

  /** A cache of Spring, asked directly. */
  @Benchmark
  public @Nullable String spring(SpringState state, Cursor cursor) {
    return state.cache.get(cursor.next(), String.class);
  }

  /** A cache of Spring behind an annotated method. */
  @Benchmark
  public String springCacheable(SpringState state, Cursor cursor) {
    return state.values.get(cursor.next());
  }
}
