package io.symphra.cache.benchmarks.jetcache;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.support.DefaultCacheMonitor;
import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.contest.Demand;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * JetCache with its local cache alone, which is one of Caffeine, an expiry and statistics.
 *
 * <p>Keys are compared as they are. Behind JetCache's annotations they would be turned into text first.
 */
@State(Scope.Benchmark)
public class JetCacheState extends CacheState {

  final Cache<Long, String> cache;
  final DefaultCacheMonitor statistics = new DefaultCacheMonitor("benchmark");

  /** As large as the others. */
  public JetCacheState() {
    this(Demand.KEYS);
  }

  /** With another maximum size. */
  public JetCacheState(int maximumSize) {
    this.cache = CaffeineCacheBuilder.createCaffeineCacheBuilder()
        .limit(maximumSize)
        .expireAfterWrite(TIME_TO_LIVE.toMillis(), TimeUnit.MILLISECONDS)
        .addMonitor(statistics)
        .buildCache();
  }

  @Override
  public void put(Long key, String value) {
    cache.put(key, value);
  }

  @Override
  public long size() {
    var caffeine = cache.unwrap(com.github.benmanes.caffeine.cache.Cache.class);
    caffeine.cleanUp();
    return caffeine.estimatedSize();
  }

  @Override
  public void close() {
    cache.close();
  }
}
