package io.symphra.cache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
}
