package io.symphra.cache.redis.internal;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.Map;

/** The servers behind a tier, and the connection that its commands go through. Thread-safe. */
interface Topology extends AutoCloseable {

  /** Commands to the masters, and never to replicas. */
  RedisClusterAsyncCommands<byte[], byte[]> commands();

  /** The master that has a key, as {@link #masters} names it, as far as it is known. */
  String server(byte[] key);

  /** Keys of different groups cannot be in one command. */
  int group(byte[] key);

  /** The masters as they are known now, each with a way to open a connection of its own. */
  Map<String, Connector> masters();

  /** How far the clocks of the masters may be apart. */
  Duration clockSkew();

  @Override
  void close();
}
