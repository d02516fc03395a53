package io.symphra.cache.redis.internal;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Map;

/** One master: a server of its own, or the one that sentinels name at each connect. */
final class OneServer implements Topology {

  private static final String ID = "master";

  private final RedisClient client;
  private final RedisClient listeningClient;
  private final RedisURI uri;
  private final StatefulRedisConnection<byte[], byte[]> connection;

  OneServer(ClientResources resources, TierSettings settings) {
    uri = settings.uris().get(0);
    client = RedisClient.create(resources);
    client.setOptions(Clients.commands(ClientOptions.builder(), settings).build());
    listeningClient = Clients.listening(resources, settings);
    try {
      connection = client.connect(ByteArrayCodec.INSTANCE, uri);
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
    return ID;
  }

  @Override
  public int group(byte[] key) {
    return 0;
  }

  @Override
  public Map<String, Connector> masters() {
    return Map.of(ID, () -> listeningClient.connectAsync(ByteArrayCodec.INSTANCE, uri));
  }

  @Override
  public Duration clockSkew() {
    return Duration.ZERO;
  }

  @Override
  public void close() {
    Shutdown.of(listeningClient);
    Shutdown.of(client);
  }
}
