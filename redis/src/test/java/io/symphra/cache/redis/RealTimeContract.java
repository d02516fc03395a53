package io.symphra.cache.redis;

import static org.awaitility.Awaitility.await;

import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.testkit.SharedCacheContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The contract of a shared tier on servers with clocks of their own: time is waited for. */
abstract class RealTimeContract extends SharedCacheContract {

  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private final String namespace = "contract-" + NAMESPACES.incrementAndGet();

  abstract String uri();

  @Override
  public SharedTier connect() {
    return RedisSharedTier.builder()
        .uri(uri())
        .namespace(namespace)
        .commandTimeout(Duration.ofSeconds(10))
        .connect();
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
