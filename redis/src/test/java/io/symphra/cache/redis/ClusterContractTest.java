package io.symphra.cache.redis;

import io.symphra.cache.testkit.RedisCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A cluster keeps the contract of a shared tier. */
class ClusterContractTest extends RealTimeContract {

  private static RedisCluster server;

  @BeforeAll
  static void start() {
    server = RedisCluster.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  String uri() {
    return server.uri();
  }
}
