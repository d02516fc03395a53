package io.symphra.cache.redis.internal;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How clients of a tier are set up. */
final class Clients {

  private static final int THREADS = 2;
  private static final Duration LONGEST_RECONNECT_DELAY = Duration.ofSeconds(1);

  private Clients() {}

  static ClientResources resources() {
    return DefaultClientResources.builder()
        .ioThreadPoolSize(THREADS)
        .computationThreadPoolSize(THREADS)
        .reconnectDelay(Delay.exponential(
            Duration.ofMillis(10), LONGEST_RECONNECT_DELAY, 2, TimeUnit.MILLISECONDS))
        .build();
  }

  /**
   * For the connection of commands. While it is broken commands fail at once, so that readers go on without the tier.
   */
  static <B extends ClientOptions.Builder> B commands(B builder, TierSettings settings) {
    common(builder, settings)
        .autoReconnect(true)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS);
    return builder;
  }

  /** For connections that listen: each lives once, because what came while it was broken is lost. */
  static RedisClient listening(ClientResources resources, TierSettings settings) {
    RedisClient client = RedisClient.create(resources);
    client.setOptions(
        common(ClientOptions.builder(), settings).autoReconnect(false).build());
    return client;
  }

  private static ClientOptions.Builder common(
      ClientOptions.Builder builder, TierSettings settings) {
    settings.tls().ifPresent(builder::sslOptions);
    return builder
        .protocolVersion(ProtocolVersion.RESP3)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(
            SocketOptions.builder().connectTimeout(settings.connectTimeout()).build())
        .timeoutOptions(TimeoutOptions.enabled(settings.commandTimeout()));
  }
}
