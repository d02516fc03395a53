package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.testkit.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries as they lie on a real server, and what becomes of those that do not fit. */
class RedisEntriesTest {

  record Product(long id, String name) {}

  private static RedisServer server;
  private final List<CacheManager> managers = new ArrayList<>();
  private final AtomicInteger loads = new AtomicInteger();

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void clear() {
    server.command("FLUSHALL");
  }

  @AfterEach
  void close() {
    managers.forEach(CacheManager::close);
  }

  private Cache<Long, Product> products(RedisSharedTier tier) {
    return products(tier, 0);
  }

  private Cache<Long, Product> products(RedisSharedTier tier, int schema) {
    CacheManager manager = CacheManager.builder().sharedTier(tier).build();
    managers.add(manager);
    return manager
        .cache("products", Long.class, Product.class)
        .schemaVersion(schema)
        .loader(CacheLoader.oneByOne(id -> new Product(id, "load " + loads.incrementAndGet())))
        .build();
  }

  private RedisSharedTier tier() {
    return RedisSharedTier.builder().uri(server.uri()).connect();
  }

  @Test
  void liesUnderItsNameAsJson() {
    products(tier()).get(7L);

    assertThat(server.command("KEYS", "*")).isEqualTo("symphra:v:products:{7}");
    assertThat(server.command("GETRANGE", "symphra:v:products:{7}", "60", "-1"))
        .isEqualTo("{\"id\":7,\"name\":\"load 1\"}");
    assertThat(Long.parseLong(server.command("PTTL", "symphra:v:products:{7}"))).isPositive();
  }

  @Test
  void anotherInstanceReadsIt() {
    Product stored = products(tier()).get(7L);

    assertThat(products(tier()).get(7L)).isEqualTo(stored);
    assertThat(loads).hasValue(1);
  }

  @Test
  void anEntryOfAnotherSchemaIsAMissAndIsOverwritten() {
    products(tier(), 1).get(7L);
    RedisSharedTier next = tier();

    assertThat(products(next, 2).get(7L).name()).isEqualTo("load 2");
    assertThat(next.stats().otherSchema()).isPositive();
    assertThat(next.stats().undecodable()).isZero();
    assertThat(products(tier(), 2).get(7L).name()).isEqualTo("load 2");
    assertThat(loads).hasValue(2);
  }

  @Test
  void whatIsNoEntryIsAMissAndIsOverwritten() {
    Product stored = products(tier()).get(7L);
    for (int cut : List.of(0, 1, 59, 60, 61, 80)) {
      String script =
          "redis.call('SET', KEYS[1], string.sub(redis.call('GET', KEYS[1]), 1, ARGV[1]), 'PX', 60000)";
      server.command("EVAL", script, "1", "symphra:v:products:{7}", String.valueOf(cut));
      RedisSharedTier tier = tier();

      assertThat(products(tier).get(7L)).isNotEqualTo(stored);
      assertThat(tier.stats().undecodable()).as("cut to %d bytes", cut).isPositive();
      assertThat(products(tier()).get(7L).name()).isEqualTo("load " + loads.get());
    }
    server.command("SET", "symphra:v:products:{7}", "something else");
    assertThat(products(tier()).get(7L).name()).isEqualTo("load " + loads.get());
  }

  @Test
  void aServerThatForgotTheScriptsLearnsThemAgain() {
    Cache<Long, Product> cache = products(tier());
    cache.get(1L);
    server.command("SCRIPT", "FLUSH");

    cache.put(2L, new Product(2, "put"));
    server.command("SCRIPT", "FLUSH");
    cache.invalidate(1L);

    assertThat(server.command("KEYS", "*:v:*")).isEqualTo("symphra:v:products:{2}");
    assertThat(cache.stats().sharedTierFailures()).isZero();
  }

  @Test
  void aValueAboveTheMaximumIsAnsweredAndNotStored() {
    RedisSharedTier tier =
        RedisSharedTier.builder().uri(server.uri()).maximumValueSize(20).connect();
    Cache<Long, Product> cache = products(tier);

    assertThat(cache.get(7L).name()).isEqualTo("load 1");
    assertThat(cache.get(7L).name()).isEqualTo("load 2");
    assertThat(server.command("KEYS", "*")).isEmpty();
    assertThat(tier.stats().tooLarge()).isEqualTo(2);
  }

  @Test
  void aPutAboveTheMaximumLeavesNoOldValue() {
    RedisSharedTier tier =
        RedisSharedTier.builder().uri(server.uri()).maximumValueSize(30).connect();
    Cache<Long, Product> cache = products(tier);
    cache.put(7L, new Product(7, "a"));

    cache.put(7L, new Product(7, "a".repeat(30)));

    assertThat(server.command("KEYS", "*:v:*")).isEmpty();
  }

  @Test
  void twoNamespacesShareNothing() {
    products(RedisSharedTier.builder().uri(server.uri()).namespace("one").connect())
        .get(7L);

    Product other = products(
            RedisSharedTier.builder().uri(server.uri()).namespace("two").connect())
        .get(7L);

    assertThat(other.name()).isEqualTo("load 2");
    assertThat(server.command("KEYS", "*").lines())
        .containsExactlyInAnyOrder("one:v:products:{7}", "two:v:products:{7}");
  }

  @Test
  void oneInstanceHearsWhatAnotherWrites() {
    Cache<Long, Product> here = products(tier());
    Cache<Long, Product> there = products(tier());
    here.get(7L);
    here.get(7L);
    assertThat(there.get(7L)).isEqualTo(here.get(7L));

    there.put(7L, new Product(7, "written"));

    await().untilAsserted(() -> assertThat(here.get(7L).name()).isEqualTo("written"));
  }

  @Test
  void aServerThatRestartsIsUsedAgainAndNothingOldIsAnswered() {
    try (RedisServer mortal = RedisServer.start()) {
      RedisSharedTier tier = RedisSharedTier.builder()
          .uri(mortal.uri())
          .heartbeat(java.time.Duration.ofMillis(50), java.time.Duration.ofMillis(500))
          .connect();
      Cache<Long, Product> cache = products(tier);
      Cache<Long, Product> other =
          products(RedisSharedTier.builder().uri(mortal.uri()).connect());
      cache.get(7L);
      assertThat(cache.get(7L).name()).isEqualTo("load 1");

      mortal.kill();
      assertThat(cache.get(8L)).as("a reader goes on without the tier").isNotNull();
      assertThatThrownBy(() -> cache.invalidate(7L)).isInstanceOf(RuntimeException.class);
      mortal.restartEmpty();

      await().ignoreException(CacheWriteException.class).untilAsserted(() -> {
        other.put(7L, new Product(7, "after the restart"));
        assertThat(cache.get(7L).name()).isEqualTo("after the restart");
      });
      int before = loads.get();
      await().untilAsserted(() -> {
        long shared = cache.stats().sharedHits();
        cache.get(7L);
        assertThat(cache.stats().sharedHits()).isEqualTo(shared);
      });
      assertThat(loads).as("the local tier answers again").hasValue(before);
    }
  }
}
