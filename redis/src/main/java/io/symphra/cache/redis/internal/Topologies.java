package io.symphra.cache.redis.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.symphra.cache.redis.RedisTierException;

/** Finds out what the servers are, and connects to them. */
final class Topologies {

  private Topologies() {}

  static Topology connect(ClientResources resources, TierSettings settings) {
    String info = info(resources, settings);
    if (info.contains("cluster_enabled:1")) {
      return new ClusterServers(resources, settings);
    }
    if (settings.uris().size() > 1) {
      throw refused(
          settings,
          "several addresses are the nodes of a cluster, and this is none: give one, or those of sentinels");
    }
    if (info.contains("role:slave")) {
      throw refused(
          settings,
          "it is a read-only replica: connect to its master, to the sentinels, or to the cluster");
    }
    return new OneServer(resources, settings);
  }

  private static RedisTierException refused(TierSettings settings, String why) {
    return new RedisTierException("Redis at %s: %s".formatted(settings.servers(), why), null);
  }

  /** What the first server that answers says of itself. */
  private static String info(ClientResources resources, TierSettings settings) {
    RedisClient client = Clients.listening(resources, settings);
    try {
      RuntimeException failure = null;
      for (RedisURI uri : settings.uris()) {
        try (StatefulRedisConnection<String, String> connection =
            client.connect(new StringCodec(UTF_8), uri)) {
          return connection.sync().info("replication") + connection.sync().info("cluster");
        } catch (RuntimeException e) {
          failure = e;
        }
      }
      throw requireNonNull(failure);
    } finally {
      Shutdown.of(client);
    }
  }
}
