package io.symphra.cache.redis.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    if (info.contains("role:slave")) {
      throw new RedisTierException(
          "Redis at %s: it is a read-only replica: connect to its master, to the sentinels, or to the cluster"
              .formatted(settings.servers()),
          null);
    }
    if (info.contains("cluster_enabled:1") || settings.uris().size() > 1) {
      throw new RedisTierException(
          "Redis at %s: nodes of a cluster are not supported yet: give the address of one server, or of sentinels"
              .formatted(settings.servers()),
          null);
    }
    return new OneServer(resources, settings);
  }

  private static String info(ClientResources resources, TierSettings settings) {
    RedisClient client = RedisClient.create(resources);
    client.setOptions(Clients.listening(settings));
    RedisURI uri = settings.uris().get(0);
    try (StatefulRedisConnection<String, String> connection =
        client.connect(new StringCodec(UTF_8), uri)) {
      return connection.sync().info("replication") + connection.sync().info("cluster");
    } finally {
      Shutdown.of(client);
    }
  }
}
