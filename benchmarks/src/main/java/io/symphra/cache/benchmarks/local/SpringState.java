package io.symphra.cache.benchmarks.local;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.symphra.cache.benchmarks.contest.CacheState;
import io.symphra.cache.benchmarks.contest.Demand;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring Cache over Caffeine, with an expiry and statistics: the cache itself, and a method with {@code @Cacheable}. */
@State(Scope.Benchmark)
public class SpringState extends CacheState {

  private static final String NAME = "benchmark";

  final Cache cache;
  final Values values;
  private final AnnotationConfigApplicationContext context;

  /** A context with a cache as large as the others. */
  public SpringState() {
    this.context = new AnnotationConfigApplicationContext(Setting.class);
    this.cache = requireNonNull(context.getBean(CaffeineCacheManager.class).getCache(NAME));
    this.values = context.getBean(Values.class);
  }

  @Override
  public void put(Long key, String value) {
    cache.put(key, value);
  }

  @Override
  public long size() {
    var caffeine = ((CaffeineCache) cache).getNativeCache();
    caffeine.cleanUp();
    return caffeine.estimatedSize();
  }

  @Override
  public void close() {
    context.close();
  }

  /** What an application would write. */
  @Configuration(proxyBeanMethods = false)
  @EnableCaching
  static class Setting {

    @Bean
    CaffeineCacheManager cacheManager() {
      CaffeineCacheManager manager = new CaffeineCacheManager(NAME);
      manager.setCaffeine(Caffeine.newBuilder()
          .maximumSize(Demand.KEYS)
          .expireAfterWrite(TIME_TO_LIVE)
          .recordStats());
      return manager;
    }

    @Bean
    Values values() {
      return new Values();
    }
  }

  /** A service whose method is cached. */
  static class Values {

    @Cacheable(NAME)
    public String get(Long key) {
      return Demand.load(key);
    }
  }
}
