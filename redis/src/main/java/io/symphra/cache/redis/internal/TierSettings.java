package io.symphra.cache.redis.internal;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The settings of a tier, checked. Its text names no user and no password. */
public record TierSettings(
    List<RedisURI> uris,
    String namespace,
    Duration commandTimeout,
    Duration connectTimeout,
    Duration heartbeat,
    Duration heartbeatTimeout,
    int compressAbove,
    int maximumValueSize,
    JsonMapper jsonMapper,
    Ticker ticker,
    Optional<SslOptions> tls,
    boolean mayStartWithoutServer) {

  /** The addresses, for messages. */
  public String servers() {
    return uris.stream().map(TierSettings::address).collect(Collectors.joining(", "));
  }

  static String address(RedisURI uri) {
    if (!uri.getSentinels().isEmpty()) {
      return uri.getSentinels().stream()
          .map(TierSettings::address)
          .collect(
              Collectors.joining(" and ", "the sentinels ", " of " + uri.getSentinelMasterId()));
    }
    return uri.getHost() + ":" + uri.getPort();
  }

  @Override
  public String toString() {
    return "Redis tier '" + namespace + "' at " + servers();
  }
}
