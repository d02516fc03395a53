package io.symphra.cache.redis.internal;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.resource.ClientResources;
import java.util.concurrent.TimeUnit;

/** Ends clients without the pause that they make by default. */
final class Shutdown {

  private static final long PATIENCE_SECONDS = 2;

  private Shutdown() {}

  static void of(AbstractRedisClient client) {
    client.shutdown(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  static void of(ClientResources resources) {
    resources
        .shutdown(0, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
