package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.testkit.FaultProxy;
import io.symphra.cache.testkit.RedisCluster;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that starts while its Redis is away. */
@Timeout(120)
class StartWithoutServerTest {

  private static RedisSharedTierBuilder builder(String uri) {
    return RedisSharedTier.builder()
        .uri(uri)
        .connectTimeout(Duration.ofMillis(500))
        .commandTimeout(Duration.ofMillis(500))
        .heartbeat(Duration.ofMillis(100), Duration.ofMillis(500))
        .mayStartWithoutServer(true);
  }

  private static Cache<Long, String> cache(CacheManager manager) {
    return manager
        .cache("c", Long.class, String.class)
        .loader(CacheLoader.oneByOne(id -> "loaded"))
        .build();
  }

  private static void isUsedAsSoonAsItIsThere(String uri, Runnable start, RedisServer server) {
    try (CacheManager here =
        CacheManager.builder().sharedTier(builder(uri).connect()).build()) {
      Cache<Long, String> early = cache(here);
      assertThat(early.get(1L)).isEqualTo("loaded");
      assertThatExceptionOfType(CacheWriteException.class)
          .isThrownBy(() -> early.update(1L, () -> {
            throw new AssertionError("a write that cannot be fenced must not begin");
          }));

      start.run();
      await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
        early.update(1L, () -> {});
        return true;
      });

      try (CacheManager there =
          CacheManager.builder().sharedTier(builder(uri).connect()).build()) {
        Cache<Long, String> late = cache(there);
        AtomicLong next = new AtomicLong(100);
        await().untilAsserted(() -> {
          long key = next.getAndIncrement();
          assertThat(early.get(key)).isEqualTo("loaded");
          assertThat(late.get(key)).isEqualTo("loaded");
          assertThat(late.stats().sharedHits()).as("what the early one stored").isPositive();
        });
        await().untilAsserted(() -> {
          early.get(1L);
          long hits = early.stats().hits();
          long shared = early.stats().sharedHits();
          early.get(1L);
          assertThat(early.stats().hits()).isGreaterThan(hits);
          assertThat(early.stats().sharedHits()).as("its local tier is trusted").isEqualTo(shared);
        });
      }
    }
    assertThat(server.command("PING")).isEqualTo("PONG");
  }

  @Test
  void oneServer() {
    try (RedisServer server = RedisServer.start();
        FaultProxy proxy = FaultProxy.inFrontOf(server.port())) {
      proxy.refuse();
      isUsedAsSoonAsItIsThere(proxy.uri(), proxy::accept, server);
    }
  }

  @Test
  void aServerThatHangs() {
    try (RedisServer server = RedisServer.start();
        FaultProxy proxy = FaultProxy.inFrontOf(server.port())) {
      proxy.freeze();
      isUsedAsSoonAsItIsThere(proxy.uri(), proxy::unfreeze, server);
    }
  }

  @Test
  void aCluster() {
    try (RedisCluster cluster = RedisCluster.startBehindProxies()) {
      List<FaultProxy> proxies = cluster.proxies();
      proxies.forEach(FaultProxy::refuse);
      isUsedAsSoonAsItIsThere(
          cluster.uri(),
          () -> proxies.forEach(FaultProxy::accept),
          cluster.nodes().get(0));
    }
  }

  @Test
  void aServerThatRefusesStillFailsTheStart() {
    try (RedisServer server =
        RedisServer.builder().setting("requirepass", "s3cret").start()) {
      assertThatExceptionOfType(RedisTierException.class)
          .isThrownBy(() -> builder(server.uri()).connect())
          .withMessageContaining("it wants a password");
    }
  }

  @Test
  void aTierThatNeverFoundItsServerCanBeClosed() {
    try (RedisServer server = RedisServer.start();
        FaultProxy proxy = FaultProxy.inFrontOf(server.port())) {
      proxy.refuse();
      RedisSharedTier tier = builder(proxy.uri()).connect();

      tier.close();

      await()
          .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
              .extracting(Thread::getName)
              .doesNotContain("symphra-cache-redis-connect"));
    }
  }
}
