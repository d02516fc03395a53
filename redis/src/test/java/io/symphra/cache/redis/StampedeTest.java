package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.testkit.RedisCluster;
import io.symphra.cache.testkit.RedisSentinels;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Instances and threads that miss on one key at once load it once. */
@Timeout(180)
class StampedeTest {

  static final int INSTANCES = 4;
  static final int THREADS = 32;

  private static RedisServer server;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void fourInstancesOf32ThreadsLoadAColdKeyOnce() throws Exception {
    assertThat(loads(server.uri(), 0)).isEqualTo(1);
  }

  @Test
  void alsoOnAClusterAndBehindSentinels() throws Exception {
    try (RedisCluster cluster = RedisCluster.start()) {
      assertThat(loads(cluster.uri(), 0)).isEqualTo(1);
    }
    try (RedisSentinels sentinels = RedisSentinels.start()) {
      assertThat(loads(sentinels.uri(), 0)).isEqualTo(1);
    }
  }

  @Test
  void alsoWhenTheLoaderTakesTwoSeconds() throws Exception {
    assertThat(loads(server.uri(), 2_000)).isEqualTo(1);
  }

  @Test
  void aHolderThatDiedCostsNobodyMoreThanItsLease() throws Exception {
    KeyCodec<String> plain = new KeyCodec<>() {
      @Override
      public String encode(String key) {
        return key;
      }

      @Override
      public String decode(String rendered) {
        return rendered;
      }
    };
    ChangeListener<String> deaf = new ChangeListener<>() {
      @Override
      public void changed(String key) {}

      @Override
      public void allChanged() {}
    };
    long leased = System.nanoTime();
    try (RedisSharedTier dead =
        RedisSharedTier.builder().uri(server.uri()).namespace("stampede-1").connect()) {
      LeaseAnswer<String> answer = dead.open(
              new SharedCacheConfig<String, String>(
                  "c", String.class, String.class, plain, Optional.empty(), 0),
              deaf)
          .lease(List.of("cold"), Duration.ofSeconds(3), null)
          .get("cold");
      assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    }

    assertThat(loads(server.uri(), 1)).isEqualTo(1);

    assertThat(Duration.ofNanos(System.nanoTime() - leased))
        .as("they waited for the lease to run out")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
  }

  /** How many loads it takes to answer all threads of all instances. */
  static int loads(String uri, long loadMillis) throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    List<CacheManager> managers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(INSTANCES * THREADS);
    try {
      List<Cache<String, String>> caches = new ArrayList<>();
      for (int i = 0; i < INSTANCES; i++) {
        CacheManager manager = CacheManager.builder()
            .sharedTier(RedisSharedTier.builder()
                .uri(uri)
                .namespace("stampede-" + loadMillis)
                .commandTimeout(Duration.ofSeconds(10))
                .connect())
            .build();
        managers.add(manager);
        caches.add(manager
            .cache("c", String.class, String.class)
            .loader(CacheLoader.oneByOne(key -> {
              loads.incrementAndGet();
              try {
                never.await(loadMillis, TimeUnit.MILLISECONDS);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return "value";
            }))
            .build());
      }
      CyclicBarrier together = new CyclicBarrier(INSTANCES * THREADS);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < INSTANCES * THREADS; i++) {
        Cache<String, String> cache = caches.get(i % INSTANCES);
        answers.add(threads.submit(() -> {
          together.await();
          return cache.get("cold");
        }));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("value");
      }
      return loads.get();
    } finally {
      threads.shutdownNow();
      managers.forEach(CacheManager::close);
    }
  }
}
