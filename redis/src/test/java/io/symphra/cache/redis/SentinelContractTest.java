package io.symphra.cache.redis;

import io.symphra.cache.testkit.RedisSentinels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A master behind sentinels keeps the contract of a shared tier. */
class SentinelContractTest extends RealTimeContract {

  private static RedisSentinels server;

  @BeforeAll
  static void start() {
    server = RedisSentinels.start();
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
