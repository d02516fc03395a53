package io.symphra.cache.benchmarks.shared;

import io.symphra.cache.testkit.RedisCluster;
import io.symphra.cache.testkit.RedisSentinels;
import io.symphra.cache.testkit.RedisServer;
import java.util.List;

/**
 * Running servers that contenders connect to.
 *
 * @param uri their address
 * @param servers the masters
 * @param all what ends them
 */
record Place(String uri, List<RedisServer> servers, AutoCloseable all) implements AutoCloseable {

  /** One server. */
  static Place server() {
    RedisServer server = RedisServer.start();
    return new Place(server.uri(), List.of(server), server);
  }

  /** A master, a replica and three sentinels. */
  static Place sentinels() {
    RedisSentinels sentinels = RedisSentinels.start();
    return new Place(sentinels.uri(), List.of(sentinels.master()), sentinels);
  }

  /** Three masters, each with a replica. */
  static Place cluster() {
    RedisCluster cluster = RedisCluster.start();
    return new Place(cluster.uri(), cluster.nodes().subList(0, 3), cluster);
  }

  @Override
  public void close() {
    try {
      all.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
