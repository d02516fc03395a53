package io.symphra.cache.benchmarks.local;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.contest.Demand;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.Ticker;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A cache of Symphra as a user gets it: with a loader, a time to live and statistics. */
@State(Scope.Benchmark)
public class SymphraState extends CacheState {

  final Cache<Long, String> cache;
  private final CacheManager manager;

  /** With the ticker a manager has by default. */
  public SymphraState() {
    this(Demand.KEYS);
  }

  /** With another maximum size. */
  public SymphraState(int maximumSize) {
    this(CacheManager.builder(), maximumSize);
  }

  private SymphraState(CacheManager.Builder builder, int maximumSize) {
    this.manager = builder.build();
    this.cache = manager
        .cache("benchmark", Long.class, String.class)
        .maximumSize(maximumSize)
        .timeToLive(TimeToLive.of(TIME_TO_LIVE))
        .loader(CacheLoader.oneByOne(Demand::load))
        .build();
  }

  @Override
  public void put(Long key, String value) {
    cache.put(key, value);
  }

  @Override
  public long size() {
    var unused = cache.cleanUp();
    return cache.stats().size();
  }

  @Override
  public void close() {
    manager.close();
  }

  /** The same with the clock that Caffeine has by default. */
  public static class WithSystemClock extends SymphraState {

    /** With {@link System#nanoTime()}. */
    public WithSystemClock() {
      super(CacheManager.builder().ticker(Ticker.system()), Demand.KEYS);
    }
  }
}
