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
  private final List<FaultProxy> proxies;

  private RedisSentinels(
      List<RedisServer> servers, List<RedisServer> sentinels, List<FaultProxy> proxies) {
    this.servers = List.copyOf(servers);
    this.sentinels = List.copyOf(sentinels);
    this.proxies = List.copyOf(proxies);
  }

  /** Starts servers and sentinels, and returns when the sentinels know each other and the replica follows. */
  public static RedisSentinels start() {
    return start(false);
  }

  /**
   * The same with a {@link FaultProxy} in front of the master and one in front of the replica, whose addresses the
   * sentinels and the servers take for theirs. So sentinels see the faults too: a master whose proxy is frozen for longer
   * than a second is replaced, and goes on by itself until it is reached again.
   */
  public static RedisSentinels startBehindProxies() {
    return start(true);
  }

  private static RedisSentinels start(boolean behindProxies) {
    List<RedisServer> servers = new ArrayList<>();
    List<RedisServer> sentinels = new ArrayList<>();
    List<FaultProxy> proxies = new ArrayList<>();
    try {
      RedisServer master = RedisServer.start();
      servers.add(master);
      int masterPort = behindProxies ? proxy(master, proxies) : master.port();
      RedisServer replica = RedisServer.start();
      servers.add(replica);
      if (behindProxies) {
        proxy(replica, proxies);
      }
      replica.command("REPLICAOF", "127.0.0.1", String.valueOf(masterPort));
      RedisCluster.await(
          "the replica to follow",
          () -> replica.command("INFO", "replication").contains("master_link_status:up"));
      for (int i = 0; i < SENTINELS; i++) {
        RedisServer sentinel = RedisServer.builder().startSentinel();
        sentinels.add(sentinel);
        watch(sentinel, masterPort);
      }
      RedisCluster.await(
          "the sentinels to know each other and the replica",
          () -> sentinels.stream()
              .map(sentinel -> sentinel.command("INFO", "sentinel"))
              .allMatch(
                  info -> info.contains("slaves=1") && info.contains("sentinels=" + SENTINELS)));
      return new RedisSentinels(servers, sentinels, proxies);
    } catch (RuntimeException e) {
      proxies.forEach(FaultProxy::close);
      servers.forEach(RedisServer::close);
      sentinels.forEach(RedisServer::close);
      throw e;
    }
  }

  private static int proxy(RedisServer server, List<FaultProxy> proxies) {
    FaultProxy proxy = FaultProxy.inFrontOf(server.port());
    proxies.add(proxy);
    server.command("CONFIG", "SET", "replica-announce-ip", "127.0.0.1");
    server.command("CONFIG", "SET", "replica-announce-port", String.valueOf(proxy.port()));
    return proxy.port();
  }

  private static void watch(RedisServer sentinel, int masterPort) {
    sentinel.command("SENTINEL", "MONITOR", MASTER, "127.0.0.1", String.valueOf(masterPort), "2");
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
    int port = Integer.parseInt(
        sentinels.get(0).command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER).split("\n", -1)[1]);
    return servers.stream()
        .filter(server -> announced(server) == port)
        .findFirst()
        .orElseThrow();
  }

  /** The proxy in front of a server of this group; there is one if it was started behind proxies. */
  public FaultProxy proxyOf(RedisServer server) {
    int index = servers.indexOf(server);
    if (index < 0 || proxies.isEmpty()) {
      throw new IllegalArgumentException("Redis sentinels: there is no proxy before this server");
    }
    return proxies.get(index);
  }

  private int announced(RedisServer server) {
    return proxies.isEmpty() ? server.port() : proxyOf(server).port();
  }

  /** Stops everything and deletes the data. Closing twice is harmless. */
  @Override
  public void close() {
    proxies.forEach(FaultProxy::close);
    sentinels.forEach(RedisServer::close);
    servers.forEach(RedisServer::close);
  }
}
