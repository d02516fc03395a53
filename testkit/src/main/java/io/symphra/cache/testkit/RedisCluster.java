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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<RedisServer> nodes;
  private final List<FaultProxy> proxies;

  private RedisCluster(List<RedisServer> nodes, List<FaultProxy> proxies) {
    this.nodes = List.copyOf(nodes);
    this.proxies = List.copyOf(proxies);
  }

  /** Starts the nodes, and returns when every one knows that all slots are served. */
  public static RedisCluster start() {
    return start(false);
  }

  /**
   * The same with a {@link FaultProxy} in front of each node, whose address the node announces: clients are led to the
   * proxies, and replicas follow their masters through them. What the nodes say among themselves about who is alive does
   * not pass the proxies, so a frozen proxy makes no failover.
   */
  public static RedisCluster startBehindProxies() {
    return start(true);
  }

  private static RedisCluster start(boolean behindProxies) {
    List<RedisServer> nodes = new ArrayList<>();
    List<FaultProxy> proxies = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * MASTERS; i++) {
        nodes.add(RedisServer.builder()
            .setting("cluster-enabled", "yes")
            .setting("cluster-config-file", "nodes.conf")
            .setting("cluster-node-timeout", "4000")
            .start());
      }
      if (behindProxies) {
        for (RedisServer node : nodes) {
          FaultProxy proxy = FaultProxy.inFrontOf(node.port());
          proxies.add(proxy);
          node.command("CONFIG", "SET", "cluster-announce-port", String.valueOf(proxy.port()));
          // A node tells its own new port only after a restart.
          node.command("CONFIG", "REWRITE");
          node.restart();
        }
      }
      join(nodes);
      return new RedisCluster(nodes, proxies);
    } catch (RuntimeException e) {
      proxies.forEach(FaultProxy::close);
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
    // On a slow machine a replica may have taken its master's place by now; then that one follows.
    await(
        "every replica to follow",
        () -> nodes.stream()
                .filter(
                    node -> node.command("INFO", "replication").contains("master_link_status:up"))
                .count()
            == MASTERS);
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

  /** The address of one node, or of the proxy in front of it, which leads to all others. */
  public String uri() {
    return proxies.isEmpty() ? nodes.get(0).uri() : proxies.get(0).uri();
  }

  /** The proxies in the order of the {@link #nodes}; none if it was started without. */
  public List<FaultProxy> proxies() {
    return proxies;
  }

  /** The nodes: first those that began as masters, then their replicas in the same order, if none fell silent since. */
  public List<RedisServer> nodes() {
    return nodes;
  }

  /** Stops all nodes and deletes their data. Closing twice is harmless. */
  @Override
  public void close() {
    proxies.forEach(FaultProxy::close);
    nodes.forEach(RedisServer::close);
  }
}
