package io.symphra.cache.benchmarks.shared;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RMapCache;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Redisson with its pool of connections as it comes, and its codec of text. */
abstract class RedissonRemote implements RemoteCache {

  final RedissonClient client;

  RedissonRemote(String uri) {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.useSingleServer().setAddress(uri);
    client = Redisson.create(config);
  }

  @Override
  public void close() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
  }

  /** A bucket for each entry. It has no loads, so a load is a read, the loader and a write. */
  public static final class Buckets extends RedissonRemote {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** To one server. */
    public Buckets(String uri) {
      super(uri);
    }

    @Override
    public @Nullable String get(Long key) {
      return client.<String>getBucket(render(key)).get();
    }

    @Override
    public int getAll(List<Long> keys) {
      String[] rendered = new String[keys.size()];
      for (int i = 0; i < rendered.length; i++) {
        rendered[i] = render(keys.get(i));
      }
      return client.getBuckets().<String>get(rendered).size();
    }

    @Override
    public void put(Long key, String value) {
      client.<String>getBucket(render(key)).set(value, AN_HOUR);
    }

    @Override
    public @Nullable String load(Long key, Function<Long, String> loader) {
      String value = get(key);
      if (value == null) {
        value = loader.apply(key);
        put(key, value);
      }
      return value;
    }

    @Override
    public void update(Long key, Runnable write) {
      write.run();
      client.getBucket(render(key)).delete();
    }

    private static String render(Long key) {
      return "buckets:v:entries:{" + key + "}";
    }
  }

  /** A map whose entries expire, kept by scripts. Its own way to load holds a lock on the server. */
  public static final class Map extends RedissonRemote {

    private final RMapCache<String, String> map = client.getMapCache("map");

    /** To one server. */
    public Map(String uri) {
      super(uri);
    }

    @Override
    public @Nullable String get(Long key) {
      return map.get(key.toString());
    }

    @Override
    public int getAll(List<Long> keys) {
      HashSet<String> rendered = new HashSet<>();
      keys.forEach(key -> rendered.add(key.toString()));
      return map.getAll(rendered).size();
    }

    @Override
    public void put(Long key, String value) {
      map.fastPut(key.toString(), value, 1, TimeUnit.HOURS);
    }

    @Override
    public @Nullable String load(Long key, Function<Long, String> loader) {
      return map.computeIfAbsent(key.toString(), Duration.ofHours(1), missing -> loader.apply(key));
    }

    @Override
    public void update(Long key, Runnable write) {
      write.run();
      map.fastRemove(key.toString());
    }
  }
}
