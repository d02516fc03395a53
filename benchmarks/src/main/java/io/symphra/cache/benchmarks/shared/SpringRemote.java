package io.symphra.cache.benchmarks.shared;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * A cache of Spring Data Redis, over Lettuce, with its serializer of text. By default its writes return before the server
 * has done them; here they wait, as those of the others do.
 */
public final class SpringRemote implements RemoteCache {

  private final LettuceConnectionFactory factory;
  private final Cache cache;

  /** To one server. */
  public SpringRemote(String uri) {
    URI address = URI.create(uri);
    factory = new LettuceConnectionFactory(
        new RedisStandaloneConfiguration(address.getHost(), address.getPort()));
    factory.afterPropertiesSet();
    factory.start();
    RedisCacheManager manager = RedisCacheManager.builder(
            RedisCacheWriter.create(factory, settings -> settings.immediateWrites()))
        .cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
            .entryTtl(Duration.ofHours(1))
            .serializeValuesWith(SerializationPair.fromSerializer(RedisSerializer.string())))
        .build();
    manager.afterPropertiesSet();
    cache = requireNonNull(manager.getCache("spring"));
  }

  @Override
  public @Nullable String get(Long key) {
    return cache.get(key, String.class);
  }

  /** One by one: Spring's cache takes one key at a time. */
  @Override
  public int getAll(List<Long> keys) {
    int found = 0;
    for (Long key : keys) {
      found += get(key) == null ? 0 : 1;
    }
    return found;
  }

  @Override
  public void put(Long key, String value) {
    cache.put(key, value);
  }

  @Override
  public @Nullable String load(Long key, Function<Long, String> loader) {
    return cache.get(key, () -> loader.apply(key));
  }

  @Override
  public void update(Long key, Runnable write) {
    write.run();
    cache.evict(key);
  }

  @Override
  public void close() {
    factory.destroy();
  }
}
