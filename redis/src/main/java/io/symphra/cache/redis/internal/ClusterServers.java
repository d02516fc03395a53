package io.symphra.cache.redis.internal;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The masters of a cluster. Which they are is asked again every few seconds, and whenever a command hits the wrong one. */
final class ClusterServers implements Topology {

  static final Duration CLOCK_SKEW = Duration.ofSeconds(1);

  private static final Duration REFRESH = Duration.ofSeconds(5);
  private static final Duration SHORTEST_REFRESH = Duration.ofMillis(500);

  private static final String UNKNOWN = "the node of a slot that no node has";

  private final RedisClusterClient client;
  private final RedisClient listeningClient;
  private final StatefulRedisClusterConnection<byte[], byte[]> connection;

  ClusterServers(ClientResources resources, TierSettings settings) {
    client = RedisClusterClient.create(resources, settings.uris());
    // The client opens a connection to a node when the first command wants it, and would refuse
    // that one too. So a command to a node that is away waits for it until its time is over.
    client.setOptions(Clients.commands(ClusterClientOptions.builder(), settings)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.DEFAULT)
        .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
            .enablePeriodicRefresh(REFRESH)
            .adaptiveRefreshTriggersTimeout(SHORTEST_REFRESH)
            .build())
        .build());
    listeningClient = Clients.listening(resources, settings);
    try {
      connection = client.connect(ByteArrayCodec.INSTANCE);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public RedisClusterAsyncCommands<byte[], byte[]> commands() {
    return connection.async();
  }

  @Override
  public String server(byte[] key) {
    RedisClusterNode node = client.getPartitions().getPartitionBySlot(SlotHash.getSlot(key));
    return node == null ? UNKNOWN : node.getNodeId();
  }

  @Override
  public int group(byte[] key) {
    return SlotHash.getSlot(key);
  }

  /** A master that failed stays among them until another has its slots: until then nobody knows what changes there. */
  @Override
  public Map<String, Connector> masters() {
    Map<String, Connector> masters = new HashMap<>();
    for (RedisClusterNode node : client.getPartitions()) {
      if (node.is(NodeFlag.UPSTREAM) && !node.hasNoSlots()) {
        masters.put(
            node.getNodeId(),
            () -> listeningClient.connectAsync(ByteArrayCodec.INSTANCE, node.getUri()));
      }
    }
    return masters;
  }

  @Override
  public Duration clockSkew() {
    return CLOCK_SKEW;
  }

  @Override
  public void close() {
    Shutdown.of(listeningClient);
    Shutdown.of(client);
  }
}
