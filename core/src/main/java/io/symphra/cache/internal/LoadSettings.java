package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.protect.Coalescing;
import io.symphra.cache.protect.LoadLimit;
import io.symphra.cache.protect.LoadTimeout;
import java.time.Duration;

/** What the settings of loads demand of each other. */
final class LoadSettings {

  private LoadSettings() {}

  /**
   * Checks the settings of a cache.
   *
   * @throws IllegalStateException if they do not go together
   */
  static void check(CacheConfig<?, ?> config) {
    if (config.earlyRefresh().isPresent() && config.loader().isEmpty()) {
      throw conflict(config, "earlyRefresh needs a loader, and none was given");
    }
    if (config.coalescing().isPresent() && config.loader().isEmpty()) {
      throw conflict(config, "coalescing needs a loader, and none was given");
    }
    boolean waits = config.loadTimeout().flatMap(LoadTimeout::soft).isPresent();
    if (waits && config.serveStale().isZero()) {
      throw conflict(
          config,
          "loadTimeout soft needs serveStale: without it there is no stale value to answer");
    }
    checkLease(config);
  }

  private static void checkLease(CacheConfig<?, ?> config) {
    Duration longest = config
        .loadLimit()
        .map(LoadLimit::maxWait)
        .orElse(Duration.ZERO)
        .plus(config.loadTimeout().map(LoadTimeout::hard).orElse(Duration.ZERO))
        .plus(config.coalescing().map(Coalescing::window).orElse(Duration.ZERO));
    if (longest.compareTo(config.leaseTimeout()) >= 0) {
      throw conflict(
          config,
          "the window of coalescing, the maxWait of loadLimit and the hard loadTimeout must together be below leaseTimeout %s, were %s: a load that outlives its lease is not stored"
              .formatted(config.leaseTimeout(), longest));
    }
  }

  private static IllegalStateException conflict(CacheConfig<?, ?> config, String what) {
    return new IllegalStateException("cache '%s': %s".formatted(config.name(), what));
  }
}
