package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.protect.LoadTimeout;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long a reader waits for the refreshes that it has begun, before it answers stale values. Immutable. */
final class SoftTimeout {

  private final long nanos;

  SoftTimeout(CacheConfig<?, ?> config) {
    this.nanos =
        config.loadTimeout().flatMap(LoadTimeout::soft).map(Duration::toNanos).orElse(0L);
  }

  /** Whether a reader waits at all. */
  boolean isOn() {
    return nanos > 0;
  }

  /** Waits until all have ended, but not longer than the soft timeout; less if this thread is interrupted. */
  void await(Collection<CountDownLatch> refreshes) {
    long deadline = System.nanoTime() + nanos;
    try {
      for (CountDownLatch refresh : refreshes) {
        if (!refresh.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the stale values are here, so the call need not fail
    }
  }
}
