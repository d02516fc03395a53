package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheException;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.testkit.RedisCluster;
import io.symphra.cache.testkit.RedisSentinels;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master dies: readers go on, and when its replica has taken its place instances hear each other again. */
@Timeout(120)
class FailoverTest {

  private static final List<Long> KEYS = LongStream.range(0, 30).boxed().toList();

  private static CacheManager connect(String... uris) {
    return CacheManager.builder()
        .sharedTier(RedisSharedTier.builder()
            .uri(uris)
            .commandTimeout(Duration.ofMillis(500))
            .heartbeat(Duration.ofMillis(100), Duration.ofMillis(500))
            .connect())
        .build();
  }

  private static Cache<Long, String> cache(CacheManager manager) {
    return manager
        .cache("c", Long.class, String.class)
        .loader(CacheLoader.oneByOne(id -> "loaded"))
        .build();
  }

  @Test
  void aMasterBehindSentinels() throws Exception {
    try (RedisSentinels sentinels = RedisSentinels.start();
        CacheManager here = connect(sentinels.uri());
        CacheManager there = connect(sentinels.uri())) {
      RedisServer first = sentinels.master();
      goesOn(cache(here), cache(there), first);
      assertThat(sentinels.master()).isNotSameAs(first);
    }
  }

  @Test
  void aMasterOfACluster() throws Exception {
    try (RedisCluster cluster = RedisCluster.start();
        CacheManager here = connect(cluster.uri());
        CacheManager there =
            connect(cluster.nodes().get(1).uri(), cluster.nodes().get(2).uri())) {
      goesOn(cache(here), cache(there), cluster.nodes().get(0));
    }
  }

  private static void goesOn(
      Cache<Long, String> here, Cache<Long, String> there, RedisServer dies) {
    assertThat(here.getAll(KEYS)).hasSize(KEYS.size());
    assertThat(there.getAll(KEYS)).hasSize(KEYS.size());
    here.getAll(KEYS);

    dies.kill();
    assertThat(here.getAll(KEYS)).as("readers go on").hasSize(KEYS.size());

    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> {
      try {
        KEYS.forEach(key -> there.put(key, "written"));
        return true;
      } catch (CacheException e) {
        return false;
      }
    });
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(here.getAll(KEYS))
            .allSatisfy((key, value) -> assertThat(value).isEqualTo("written")));
    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
      long shared = here.stats().sharedHits();
      here.getAll(KEYS);
      assertThat(here.stats().sharedHits()).as("local tiers answer again").isEqualTo(shared);
    });
    there.put(7L, "heard");
    await().untilAsserted(() -> assertThat(here.get(7L)).isEqualTo("heard"));
  }
}
