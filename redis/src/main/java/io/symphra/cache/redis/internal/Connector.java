package io.symphra.cache.redis.internal;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletionStage;

/** Opens a connection of its own to one master. */
@FunctionalInterface
interface Connector {

  /** Begins to connect. May throw as well as complete with a failure. */
  CompletionStage<StatefulRedisConnection<byte[], byte[]>> connect();
}
