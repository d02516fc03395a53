package io.symphra.cache.redis;

import static org.awaitility.Awaitility.await;

import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.testkit.RedisServer;
import io.symphra.cache.testkit.SharedCacheContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One Redis server keeps the contract of a shared tier. */
class StandaloneContractTest extends SharedCacheContract {

  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static RedisServer server;

  private final String namespace = "contract-" + NAMESPACES.incrementAndGet();

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public SharedTier connect() {
    return RedisSharedTier.builder().uri(server.uri()).namespace(namespace).connect();
  }

  @Override
  public void advance(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    await()
        .pollDelay(time)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> System.nanoTime() - until >= 0);
  }
}
