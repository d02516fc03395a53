package io.symphra.cache.benchmarks.jetcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheResult;
import com.alicp.jetcache.CacheResultCode;
import com.alicp.jetcache.CacheValueHolder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import io.lettuce.core.RedisClient;
import io.symphra.cache.benchmarks.shared.RemoteCache;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * JetCache with its remote cache alone, over the Lettuce it is published with. Values are text after the eight bytes of the
 * time that JetCache stores with each; by default they would be in Java's serialization. Loads are protected.
 */
public final class JetCacheRemote implements RemoteCache {

  private final RedisClient client;
  private final Cache<Long, String> cache;

  /** To one server. */
  public JetCacheRemote(String uri) {
    client = RedisClient.create(uri);
    cache = RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
        .redisClient(client)
        .keyPrefix("jetcache:v:entries:")
        .keyConvertor(Object::toString)
        .valueEncoder(JetCacheRemote::encode)
        .valueDecoder(JetCacheRemote::decode)
        .expireAfterWrite(1, TimeUnit.HOURS)
        .cachePenetrateProtect(true)
        .buildCache();
  }

  private static byte[] encode(Object holder) {
    CacheValueHolder<?> value = (CacheValueHolder<?>) holder;
    byte[] text = value.getValue().toString().getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length)
        .putLong(value.getExpireTime())
        .put(text)
        .array();
  }

  private static Object decode(byte[] bytes) {
    CacheValueHolder<String> holder = new CacheValueHolder<>();
    holder.setExpireTime(ByteBuffer.wrap(bytes).getLong());
    holder.setValue(new String(bytes, Long.BYTES, bytes.length - Long.BYTES, UTF_8));
    return holder;
  }

  @Override
  public @Nullable String get(Long key) {
    return cache.get(key);
  }

  @Override
  public int getAll(List<Long> keys) {
    return cache.getAll(new HashSet<>(keys)).size();
  }

  /** Its {@code put} returns before the server has stored the value; this waits. */
  @Override
  public void put(Long key, String value) {
    done(cache.PUT(key, value));
  }

  @Override
  public @Nullable String load(Long key, Function<Long, String> loader) {
    return cache.computeIfAbsent(key, loader);
  }

  @Override
  public void update(Long key, Runnable write) {
    write.run();
    CacheResult result = cache.REMOVE(key);
    if (result.getResultCode() != CacheResultCode.NOT_EXISTS) {
      done(result);
    }
  }

  private static void done(CacheResult result) {
    if (!result.isSuccess()) {
      throw new IllegalStateException("JetCache: " + result.getMessage());
    }
  }

  @Override
  public void close() {
    cache.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}
