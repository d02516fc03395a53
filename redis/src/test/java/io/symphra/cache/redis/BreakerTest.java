package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CallOptions;
import io.symphra.cache.testkit.FaultProxy;
import io.symphra.cache.testkit.RedisCluster;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that does not answer holds up the first readers, and then nobody, until it answers again. */
@Timeout(120)
class BreakerTest {

  private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(500);
  private static final Duration SLOW = COMMAND_TIMEOUT.dividedBy(2);

  private final AtomicLong slow = new AtomicLong();

  private static RedisSharedTier connect(String uri) {
    return RedisSharedTier.builder().uri(uri).commandTimeout(COMMAND_TIMEOUT).connect();
  }

  private static Cache<Long, String> cache(CacheManager manager) {
    return manager
        .cache("c", Long.class, String.class)
        .loader(CacheLoader.oneByOne(id -> "value " + id))
        .build();
  }

  private void read(Cache<Long, String> cache, long from, long to) {
    for (long key = from; key < to; key++) {
      long began = System.nanoTime();
      assertThat(cache.get(key)).isEqualTo("value " + key);
      if (System.nanoTime() - began > SLOW.toNanos()) {
        slow.incrementAndGet();
      }
    }
  }

  @Test
  void aServerThatHangs() {
    try (RedisServer server = RedisServer.start();
        FaultProxy proxy = FaultProxy.inFrontOf(server.port());
        RedisSharedTier tier = connect(proxy.uri());
        CacheManager manager = CacheManager.builder().sharedTier(tier).build()) {
      Cache<Long, String> cache = cache(manager);
      read(cache, 0, 100);
      slow.set(0);

      proxy.freeze();
      read(cache, 100, 150);

      assertThat(slow).as("readers that were held up").hasValueBetween(1L, 10L);
      assertThat(tier.stats().notSent()).isPositive();

      proxy.unfreeze();
      AtomicLong next = new AtomicLong(1_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> {
        long key = next.getAndIncrement();
        cache.get(key);
        return server.command("EXISTS", "symphra:v:c:{" + key + "}").equals("1");
      });
    }
  }

  @Test
  void aNodeOfAClusterThatHangsDoesNotCostTheOthers() {
    List<Long> keys = LongStream.range(0, 60).boxed().toList();
    try (RedisCluster cluster = RedisCluster.startBehindProxies();
        RedisSharedTier tier = connect(cluster.uri());
        CacheManager manager = CacheManager.builder().sharedTier(tier).build()) {
      Cache<Long, String> shared = cache(manager).with(CallOptions.ofDefaults().skipLocal());
      shared.getAll(keys);

      cluster.proxies().get(1).freeze();
      read(shared, 0, 60);
      long hits = shared.stats().sharedHits();
      slow.set(0);
      read(shared, 0, 60);

      assertThat(slow).as("readers that were held up").hasValueLessThan(10);
      assertThat(shared.stats().sharedHits() - hits)
          .as("hits on the nodes that answer")
          .isGreaterThan(20);
      assertThat(tier.stats().notSent()).isPositive();
      cluster.proxies().get(1).unfreeze();
    }
  }

  @Test
  void anAnswerThatSaysNoIsAnAnswer() {
    try (RedisServer server = RedisServer.start();
        RedisSharedTier tier = connect(server.uri());
        CacheManager manager = CacheManager.builder().sharedTier(tier).build()) {
      Cache<Long, String> cache = cache(manager);
      read(cache, 0, 10);

      server.command("CONFIG", "SET", "maxmemory", "1"); // with the policy noeviction
      read(cache, 10, 60);

      assertThat(cache.stats().sharedTierFailures()).isGreaterThanOrEqualTo(50);
      assertThat(tier.stats().notSent()).isZero();
    }
  }
}
