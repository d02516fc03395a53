package io.symphra.cache.benchmarks.local;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A cache of Symphra as a user gets it: with a loader, a time to live and statistics. It holds every key. */
@State(Scope.Benchmark)
public class SymphraState {

  /** Long enough that nothing expires while it is measured. */
  static final Duration TIME_TO_LIVE = Duration.ofHours(1);

  final Cache<Long, String> cache;
  private final CacheManager manager;

  /** With the ticker a manager has by default. */
  public SymphraState() {
    this(CacheManager.builder());
  }

  SymphraState(CacheManager.Builder builder) {
    this.manager = builder.build();
    this.cache = manager
        .cache("benchmark", Long.class, String.class)
        .maximumSize(Demand.KEYS)
        .timeToLive(TimeToLive.of(TIME_TO_LIVE))
        .loader(CacheLoader.oneByOne(Demand::valueOf))
        .build();
    for (Long key : Demand.keys()) {
      cache.put(key, Demand.valueOf(key));
    }
  }

  /** Ends the manager's threads. */
  @TearDown
  public void close() {
    manager.close();
  }

  /** The same with the clock that Caffeine has by default. */
  public static class WithSystemClock extends SymphraState {

    /** With {@link System#nanoTime()}. */
    public WithSystemClock() {
      super(CacheManager.builder().ticker(Ticker.system()));
    }
  }
}
