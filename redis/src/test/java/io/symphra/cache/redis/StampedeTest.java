package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.testkit.RedisCluster;
import io.symphra.cache.testkit.RedisSentinels;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Instances and threads that miss on one key at once load it once. */
@Timeout(180)
class StampedeTest {

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
  void aHolderThatDiedCostsNobodyMoreThanItsLease() throws Exception {
    long leased = System.nanoTime();
    try (RedisSharedTier dead =
        RedisSharedTier.builder().uri(server.uri()).namespace("stampede-1").connect()) {
      LeaseAnswer<String> answer = dead.open(plain("c"), deaf())
          .lease(List.of("cold"), Duration.ofSeconds(3), null)
          .get("cold");
      assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    }

    assertThat(loads(server.uri(), 1)).isEqualTo(1);

    assertThat(Duration.ofNanos(System.nanoTime() - leased))
        .as("they waited for the lease to run out")
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
  }

  /** A cache of strings, as the tier sees it. */
  static SharedCacheConfig<String, String> plain(String name) {
    KeyCodec<String> codec = new KeyCodec<>() {
      @Override
      public String encode(String key) {
        return key;
      }

      @Override
      public String decode(String rendered) {
        return rendered;
      }
    };
    return new SharedCacheConfig<>(name, String.class, String.class, codec, Optional.empty());
  }

  /** Hears nothing. */
  static ChangeListener<String> deaf() {
    return new ChangeListener<>() {
      @Override
      public void changed(String key) {}

      @Override
      public void allChanged() {}
    };
  }

  /** How many loads it takes to answer all threads of all instances. */
  static int loads(String uri, long loadMillis) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (Fleet fleet = new Fleet(uri, "stampede-" + loadMillis, Duration.ofSeconds(10), () -> {
      assertThat(never.await(loadMillis, TimeUnit.MILLISECONDS)).isFalse();
      return "value";
    })) {
      assertThat(Fleet.distinct(fleet.ask("cold"))).containsExactly("value");
      return fleet.loads();
    }
  }
}
