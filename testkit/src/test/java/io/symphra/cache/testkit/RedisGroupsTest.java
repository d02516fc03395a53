package io.symphra.cache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisGroupsTest {

  @Test
  void aClusterServesAllSlotsAndFailsOver() {
    try (RedisCluster cluster = RedisCluster.start()) {
      assertThat(cluster.nodes()).hasSize(6).allSatisfy(node -> {
        assertThat(node.command("CLUSTER", "INFO"))
            .contains("cluster_state:ok")
            .contains("cluster_slots_ok:16384");
      });
      List<RedisServer> nodes = cluster.nodes();
      nodes.get(0).kill();

      RedisCluster.await(
          "the replica to be promoted",
          () -> nodes.get(3).command("INFO", "replication").contains("role:master"));
    }
  }

  @Test
  void sentinelsNameTheMasterAndMakeANewOne() {
    try (RedisSentinels sentinels = RedisSentinels.start()) {
      RedisServer first = sentinels.master();
      assertThat(first.command("INFO", "replication")).contains("role:master");
      assertThat(sentinels.uri()).startsWith("redis-sentinel://127.0.0.1:").endsWith("#mymaster");
      first.kill();

      RedisCluster.await("a new master", () -> sentinels.master().port() != first.port());
      RedisServer second = sentinels.master();
      RedisCluster.await(
          "its promotion", () -> second.command("INFO", "replication").contains("role:master"));
    }
  }

  @Test
  void aClusterBehindProxiesNamesTheProxiesAndKeepsItsMasters() throws IOException {
    try (RedisCluster cluster = RedisCluster.startBehindProxies()) {
      assertThat(cluster.uri()).isEqualTo(cluster.proxies().get(0).uri());
      String slots = cluster.nodes().get(0).command("CLUSTER", "SLOTS");
      for (int i = 0; i < 6; i++) {
        assertThat(slots.lines())
            .contains(String.valueOf(cluster.proxies().get(i).port()))
            .doesNotContain(String.valueOf(cluster.nodes().get(i).port()));
      }
      cluster.proxies().get(0).cut();
      try (RedisWire wire = new RedisWire(cluster.proxies().get(0).port())) {
        assertThat(wire.send("CLUSTER", "MYID"))
            .isEqualTo(cluster.nodes().get(0).command("CLUSTER", "MYID"));
      }
    }
  }

  @Test
  void sentinelsBehindProxiesReplaceAMasterThatCannotBeReached() {
    try (RedisSentinels sentinels = RedisSentinels.startBehindProxies()) {
      RedisServer first = sentinels.master();
      assertThat(first.command("INFO", "replication")).contains("role:master");
      sentinels.proxyOf(first).freeze();

      RedisCluster.await("a new master", () -> sentinels.master() != first);
      RedisServer second = sentinels.master();
      RedisCluster.await(
          "its promotion", () -> second.command("INFO", "replication").contains("role:master"));
      assertThat(first.command("SET", "a", "still its own master")).isEqualTo("OK");
      sentinels.proxyOf(first).unfreeze();
      RedisCluster.await(
          "the first to follow the second",
          () -> first
              .command("INFO", "replication")
              .contains("master_port:" + sentinels.proxyOf(second).port()));
    }
  }
}
