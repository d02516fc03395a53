package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Background;
import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.Gate;
import io.symphra.cache.HeapSharedTier;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An invalidation on this instance, while a read of this instance has the old value in its hands: an invalidation by pattern
 * let only entries of the local tier go, and relied on a notice for the read.
 */
@Timeout(60)
class InvalidationOfFlightsTest {

  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "old"));
  private final HeapSharedTier server = HeapSharedTier.create();
  private final StoppingTier stopping = new StoppingTier(server.connect());

  private static Stream<Consumer<Cache<String, String>>> invalidations() {
    return Stream.of(
        cache -> cache.invalidate("a"),
        cache -> cache.invalidateMatching("a*"),
        cache -> cache.group("a").invalidateAll(),
        Cache::clear);
  }

  @ParameterizedTest
  @MethodSource("invalidations")
  void aReadUnderWayLeavesNothingOld(Consumer<Cache<String, String>> invalidation) {
    try (CacheManager here = CacheManager.builder().sharedTier(stopping).build();
        CacheManager there = CacheManager.builder().sharedTier(server.connect()).build()) {
      cache(there).get("a");
      Cache<String, String> cache = cache(here);
      stopping.stops = true;
      Background<String> reader = Background.start(() -> cache.get("a"));
      stopping.gate.untilReached();
      stopping.stops = false;
      database.put("a", "new");

      invalidation.accept(cache);

      stopping.gate.open();
      reader.result();
      assertThat(cache.get("a")).isEqualTo("new");
    }
  }

  private Cache<String, String> cache(CacheManager manager) {
    return manager
        .cache("letters", String.class, String.class)
        .loader(CacheLoader.oneByOne(database::get))
        .build();
  }

  /** A tier whose notices never arrive, and whose readers can be stopped when they have read. */
  private static final class StoppingTier implements SharedTier {

    private final SharedTier sound;
    private final Gate gate = new Gate();
    private volatile boolean stops;

    StoppingTier(SharedTier sound) {
      this.sound = sound;
    }

    @Override
    @SuppressWarnings("unchecked") // the proxy implements the type that is cast to
    public <K, V> SharedCache<K, V> open(
        SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
      SharedCache<K, V> cache = sound.open(config, new Deaf<>());
      return (SharedCache<K, V>) Proxy.newProxyInstance(
          StoppingTier.class.getClassLoader(),
          new Class<?>[] {SharedCache.class},
          (proxy, method, arguments) -> {
            try {
              Object answer = method.invoke(cache, arguments);
              if (stops && method.getName().equals("get")) {
                gate.passQuietly();
              }
              return answer;
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
          });
    }

    @Override
    public void close() {
      sound.close();
    }
  }

  private static final class Deaf<K> implements ChangeListener<K> {
    @Override
    public void changed(K key) {}

    @Override
    public void allChanged() {}
  }
}
