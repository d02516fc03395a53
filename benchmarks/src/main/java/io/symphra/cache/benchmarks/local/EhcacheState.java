package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.contest.Demand;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.internal.statistics.DefaultStatisticsService;
import org.ehcache.core.spi.service.StatisticsService;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Ehcache with its heap tier alone, an expiry and statistics. */
@State(Scope.Benchmark)
public class EhcacheState extends CacheState {

  final Cache<Long, String> cache;
  final StatisticsService statistics = new DefaultStatisticsService();
  private final CacheManager manager;

  /** As large as the others. */
  public EhcacheState() {
    this(Demand.KEYS);
  }

  /** With another maximum size. */
  public EhcacheState(int maximumSize) {
    this.manager =
        CacheManagerBuilder.newCacheManagerBuilder().using(statistics).build(true);
    this.cache = manager.createCache(
        "benchmark",
        CacheConfigurationBuilder.newCacheConfigurationBuilder(
                Long.class, String.class, ResourcePoolsBuilder.heap(maximumSize))
            .withExpiry(ExpiryPolicyBuilder.timeToLiveExpiration(TIME_TO_LIVE)));
  }

  @Override
  public void put(Long key, String value) {
    cache.put(key, value);
  }

  @Override
  public long size() {
    long entries = 0;
    for (var entry : cache) {
      entries += entry == null ? 0 : 1;
    }
    return entries;
  }

  @Override
  public void close() {
    manager.close();
  }
}
