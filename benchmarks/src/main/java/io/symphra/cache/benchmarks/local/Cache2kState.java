package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.contest.Demand;
import org.cache2k.Cache;
import org.cache2k.Cache2kBuilder;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** cache2k with an expiry. It has statistics unless they are switched off. */
@State(Scope.Benchmark)
public class Cache2kState extends CacheState {

  final Cache<Long, String> cache;

  /** As large as the others. */
  public Cache2kState() {
    this(Demand.KEYS);
  }

  /**
   * With another maximum size.
   *
   * <p>cache2k deals its capacity out to segments, by the keys' hashes. The tenth on top is for those that get more keys
   * than others, so that every request hits here too.
   */
  public Cache2kState(int maximumSize) {
    this.cache = Cache2kBuilder.of(Long.class, String.class)
        .entryCapacity(maximumSize + maximumSize / 10)
        .expireAfterWrite(TIME_TO_LIVE)
        .build();
  }

  @Override
  public void put(Long key, String value) {
    cache.put(key, value);
  }

  @Override
  public long size() {
    return cache.keys().size();
  }

  @Override
  public void close() {
    cache.close();
  }
}
