package io.symphra.cache.benchmarks.shared;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CallOptions;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.redis.RedisSharedTier;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ours with its codec of text. Reads pass over the local tier, so that each of them goes to the server. */
public class SymphraRemote implements RemoteCache {

  private final CacheManager manager;
  private final Cache<Long, String> cache;
  private final Cache<Long, String> reads;

  /** To one server, sentinels or a cluster. */
  public SymphraRemote(String uri) {
    this(uri, Entries.COUNT, CallOptions.ofDefaults().skipLocal());
  }

  private SymphraRemote(String uri, int maximumSize, CallOptions reading) {
    RedisSharedTier tier = RedisSharedTier.connect(uri);
    this.manager = CacheManager.builder().sharedTier(tier).build();
    this.cache = manager
        .cache("entries", Long.class, String.class)
        .maximumSize(maximumSize)
        .timeToLive(TimeToLive.of(Duration.ofHours(1)))
        .loader(CacheLoader.oneByOne(SymphraRemote::nothing))
        .build();
    this.reads = cache.with(reading);
  }

  /** A cache usually has a loader. Every value that is asked for without another is on the server, so it finds none. */
  private static @Nullable String nothing(Long key) {
    return null;
  }

  @Override
  public @Nullable String get(Long key) {
    return reads.get(key);
  }

  @Override
  public int getAll(List<Long> keys) {
    return reads.getAll(keys).size();
  }

  @Override
  public void put(Long key, String value) {
    cache.put(key, value);
  }

  /** By the usual way in: the callers of one instance share a flight. */
  @Override
  public @Nullable String load(Long key, Function<Long, String> loader) {
    return cache.get(key, loader);
  }

  @Override
  public void update(Long key, Runnable write) {
    cache.update(key, write::run);
  }

  @Override
  public void close() {
    manager.close();
  }

  /**
   * The usual read, which looks into the local tier and keeps what the server says. That tier holds one entry, so that the
   * next key is never there.
   */
  public static final class Keeping extends SymphraRemote {

    /** To one server, sentinels or a cluster. */
    public Keeping(String uri) {
      super(uri, 1, CallOptions.ofDefaults());
    }
  }
}
