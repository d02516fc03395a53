package io.symphra.cache.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A real Redis Cluster for a test: three masters, each with a replica, on free ports of 127.0.0.1. It takes about three
 * seconds to start.
 *
 * <p>Thread-safe.
 */
public final class RedisCluster implements AutoCloseable {

  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<RedisServer> nodes;

  private RedisCluster(List<RedisServer> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** Starts the nodes, and returns when every one knows that all slots are served. */
  public static RedisCluster start() {
    List<RedisServer> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * MASTERS; i++) {
        nodes.add(RedisServer.builder()
            .setting("cluster-enabled", "yes")
            .setting("cluster-config-file", "nodes.conf")
            .setting("cluster-node-timeout", "2000")
            .start());
      }
      join(nodes);
      return new RedisCluster(nodes);
    } catch (RuntimeException e) {
      nodes.forEach(RedisServer::close);
      throw e;
    }
  }

  private static void join(List<RedisServer> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      RedisServer node = nodes.get(i);
      node.command("CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
      if (i < MASTERS) {
        node.command(addSlots(i));
      }
      if (i > 0) {
        nodes.get(0).command("CLUSTER", "MEET", "127.0.0.1", String.valueOf(node.port()));
      }
    }
    await(
        "every node to know every other",
        () -> nodes.stream()
            .allMatch(node -> node.command("CLUSTER", "NODES")
                    .lines()
                    .filter(line -> line.contains(" connected") && !line.contains("handshake"))
                    .count()
                == nodes.size()));
    for (int i = MASTERS; i < nodes.size(); i++) {
      String master = nodes.get(i - MASTERS).command("CLUSTER", "MYID");
      nodes.get(i).command("CLUSTER", "REPLICATE", master);
    }
    await(
        "every slot to be served",
        () -> nodes.stream()
            .allMatch(node -> node.command("CLUSTER", "INFO").contains("cluster_state:ok")
                && node.command("CLUSTER", "NODES")
                        .lines()
                        .filter(line -> line.contains("slave"))
                        .count()
                    == MASTERS));
    await(
        "every replica to follow",
        () -> nodes.subList(MASTERS, nodes.size()).stream()
            .allMatch(
                node -> node.command("INFO", "replication").contains("master_link_status:up")));
  }

  private static String[] addSlots(int master) {
    List<String> words = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
    for (int slot = master * SLOTS / MASTERS; slot < (master + 1) * SLOTS / MASTERS; slot++) {
      words.add(String.valueOf(slot));
    }
    return words.toArray(String[]::new);
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("waited " + PATIENCE + " in vain for " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** The address of one node, which leads to all others. */
  public String uri() {
    return nodes.get(0).uri();
  }

  /** The nodes: first those that began as masters, then their replicas in the same order. */
  public List<RedisServer> nodes() {
    return nodes;
  }

  /** Stops all nodes and deletes their data. Closing twice is harmless. */
  @Override
  public void close() {
    nodes.forEach(RedisServer::close);
  }
}
