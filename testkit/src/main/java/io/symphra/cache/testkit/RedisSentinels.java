package io.symphra.cache.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A real Redis master with a replica, watched by three sentinels, on free ports of 127.0.0.1. When the master does not answer
 * for a second they make the replica the master.
 *
 * <p>Thread-safe.
 */
public final class RedisSentinels implements AutoCloseable {

  private static final String MASTER = "mymaster";
  private static final int SENTINELS = 3;

  private final List<RedisServer> servers;
  private final List<RedisServer> sentinels;

  private RedisSentinels(List<RedisServer> servers, List<RedisServer> sentinels) {
    this.servers = List.copyOf(servers);
    this.sentinels = List.copyOf(sentinels);
  }

  /** Starts servers and sentinels, and returns when the sentinels know each other and the replica follows. */
  public static RedisSentinels start() {
    List<RedisServer> servers = new ArrayList<>();
    List<RedisServer> sentinels = new ArrayList<>();
    try {
      RedisServer master = RedisServer.start();
      servers.add(master);
      RedisServer replica = RedisServer.builder()
          .setting("replicaof", "127.0.0.1 " + master.port())
          .start();
      servers.add(replica);
      RedisCluster.await(
          "the replica to follow",
          () -> replica.command("INFO", "replication").contains("master_link_status:up"));
      for (int i = 0; i < SENTINELS; i++) {
        RedisServer sentinel = RedisServer.builder().startSentinel();
        sentinels.add(sentinel);
        watch(sentinel, master);
      }
      RedisCluster.await(
          "the sentinels to know each other and the replica",
          () -> sentinels.stream()
              .map(sentinel -> sentinel.command("INFO", "sentinel"))
              .allMatch(
                  info -> info.contains("slaves=1") && info.contains("sentinels=" + SENTINELS)));
      return new RedisSentinels(servers, sentinels);
    } catch (RuntimeException e) {
      servers.forEach(RedisServer::close);
      sentinels.forEach(RedisServer::close);
      throw e;
    }
  }

  private static void watch(RedisServer sentinel, RedisServer master) {
    sentinel.command(
        "SENTINEL", "MONITOR", MASTER, "127.0.0.1", String.valueOf(master.port()), "2");
    sentinel.command("SENTINEL", "SET", MASTER, "down-after-milliseconds", "1000");
    sentinel.command("SENTINEL", "SET", MASTER, "failover-timeout", "5000");
  }

  /** The address of the master by way of the sentinels. */
  public String uri() {
    return sentinels.stream()
        .map(sentinel -> "127.0.0.1:" + sentinel.port())
        .collect(Collectors.joining(",", "redis-sentinel://", "#" + MASTER));
  }

  /** The server that the sentinels name as the master now. */
  public RedisServer master() {
    String port =
        sentinels.get(0).command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER).split("\n", -1)[1];
    return servers.stream()
        .filter(server -> String.valueOf(server.port()).equals(port))
        .findFirst()
        .orElseThrow();
  }

  /** Stops everything and deletes the data. Closing twice is harmless. */
  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    servers.forEach(RedisServer::close);
  }
}
