package io.symphra.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.testkit.RedisCluster;
import io.symphra.cache.testkit.RedisSentinels;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often a key is loaded when its loader is slow, hangs, or dies with its process, in every topology. */
@Timeout(180)
class LeaseTest {

  /** Where the shared tier lies. */
  enum Servers {
    STANDALONE,
    SENTINELS,
    CLUSTER;

    String uri() {
      return switch (this) {
        case STANDALONE -> server.uri();
        case SENTINELS -> sentinels.uri();
        case CLUSTER -> cluster.uri();
      };
    }
  }

  private static RedisServer server;
  private static RedisSentinels sentinels;
  private static RedisCluster cluster;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    sentinels = RedisSentinels.start();
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
    sentinels.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void aLoaderOfTwoSecondsRunsOnce(Servers servers) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (Fleet fleet = new Fleet(servers.uri(), "slow", Duration.ofSeconds(30), () -> {
      assertThat(never.await(2, TimeUnit.SECONDS)).isFalse();
      return "value";
    })) {
      assertThat(Fleet.distinct(fleet.ask("cold"))).containsExactly("value");
      assertThat(fleet.loads()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKilledProcessCostsOneLoadMoreWhenItsLeaseIsOver(Servers servers) throws Exception {
    Duration lease = Duration.ofSeconds(8);
    try (LeaseHolder holder = LeaseHolder.start(servers.uri(), "killed", lease, "cold")) {
      long loading = System.nanoTime();
      try (Fleet fleet = new Fleet(servers.uri(), "killed", lease, () -> "value")) {
        // Who waits for others' leases does so for a lease timeout at most; this lease is over well
        // before that.
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        List<Future<String>> answers = fleet.ask("cold");
        holder.kill();

        assertThat(Fleet.distinct(answers)).containsExactly("value");

        assertThat(fleet.loads()).isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - loading))
            .as("they waited for the lease of the dead")
            .isGreaterThan(lease.minusSeconds(4));
      }
    }
  }

  /** As docs/consistency.md has it: one load in each instance while they hang, then one at most that is stored. */
  @ParameterizedTest
  @EnumSource
  void loadersThatOutliveTheirLeaseRunOnceInEachInstance(Servers servers) throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Duration lease = Duration.ofSeconds(5);
    Queue<Long> begun = new ConcurrentLinkedQueue<>();
    try (Fleet fleet = new Fleet(servers.uri(), "outlived", lease, () -> {
      begun.add(System.nanoTime());
      goOn.await();
      return "value";
    })) {
      List<Future<String>> answers = fleet.ask("cold");
      await().atMost(Duration.ofSeconds(60)).until(() -> begun.size() == Fleet.INSTANCES);
      List<Long> times = List.copyOf(begun);
      assertThat(Duration.ofNanos(times.get(1) - times.get(0)))
          .as("nobody else loaded while the first lease stood")
          .isGreaterThan(lease.minusSeconds(2));
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(60))
          .until(() -> fleet.loads() == Fleet.INSTANCES);
      assertThat(answers).as("all of them wait").noneMatch(Future::isDone);

      goOn.countDown();

      assertThat(Fleet.distinct(answers)).containsExactly("value");
      assertThat(fleet.loads()).isBetween(Fleet.INSTANCES, Fleet.INSTANCES + 1);
    }
  }
}
