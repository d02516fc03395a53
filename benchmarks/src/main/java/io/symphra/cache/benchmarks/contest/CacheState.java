package io.symphra.cache.benchmarks.contest;

import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A cache that is measured. It holds every key before it is first asked. */
@State(Scope.Benchmark)
public abstract class CacheState implements AutoCloseable {

  /** Long enough that nothing expires while it is measured. */
  public static final Duration TIME_TO_LIVE = Duration.ofHours(1);

  /** For a cache yet to be filled. */
  protected CacheState() {}

  /**
   * Puts every key in, and has the garbage of that collected.
   *
   * <p>A hit makes no garbage, so the collector would never run, and the entries would lie for good as far apart as what
   * filling made between them: the figure would be that of the filling. In a service the collector moves them together.
   */
  @Setup
  public void fill() {
    for (Long key : Demand.keys()) {
      put(key, Demand.valueOf(key));
    }
    System.gc();
  }

  /** Puts one entry in. */
  public abstract void put(Long key, String value);

  /** How many entries it holds once all work is done that it had put off. */
  public abstract long size();

  /** Ends what it has started. */
  @Override
  @TearDown
  public void close() {}
}
