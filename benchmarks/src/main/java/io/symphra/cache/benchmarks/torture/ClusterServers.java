package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.testkit.RedisCluster;
import io.symphra.cache.testkit.RedisServer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A cluster whose masters die, and whose replicas take their place. */
final class ClusterServers implements Servers {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RedisCluster cluster;

  private ClusterServers(RedisCluster cluster) {
    this.cluster = cluster;
  }

  static Servers start() {
    return new ClusterServers(RedisCluster.start());
  }

  @Override
  public List<String> uris(int worker) {
    return cluster.nodes().stream().map(RedisServer::uri).toList();
  }

  @Override
  public Map<Fault, Step> faults() {
    Map<Fault, Step> faults = new EnumMap<>(new ServerFaults(this::masters).all());
    faults.put(Fault.REPLICA_PROMOTED, this::promote);
    return faults;
  }

  private List<RedisServer> masters() {
    return cluster.nodes().stream().filter(ClusterServers::isMaster).toList();
  }

  private static boolean isMaster(RedisServer node) {
    try {
      return node.command("INFO", "replication").contains("role:master");
    } catch (java.io.UncheckedIOException e) {
      return false; // it has been killed
    }
  }

  private void promote(SplittableRandom random, Losses losses) {
    List<RedisServer> before = masters();
    RedisServer old = before.get(random.nextInt(before.size()));
    losses.change();
    old.kill();
    Await.until(
        "a replica to be master",
        PATIENCE,
        () -> masters().size() == before.size() && isServed(old));
    losses.change();
    old.restartEmpty();
    Await.until(
        "the old master to follow",
        PATIENCE,
        () ->
            old.command("INFO", "replication").contains("master_link_status:up") && isServed(null));
  }

  /** Whether all nodes but one say that all slots are served. */
  private boolean isServed(@org.jspecify.annotations.Nullable RedisServer without) {
    return cluster.nodes().stream()
        .filter(node -> node != without)
        .allMatch(node -> node.command("CLUSTER", "INFO").contains("cluster_state:ok"));
  }

  @Override
  public String holders() {
    return masters().stream().map(RedisServer::uri).collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
