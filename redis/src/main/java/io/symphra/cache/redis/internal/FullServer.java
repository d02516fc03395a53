package io.symphra.cache.redis.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a full server refuses, and says so once a minute. Thread-safe. */
final class FullServer {

  /** What the scripts answer for an entry that found no room. */
  static final Long FULL = 2L;

  private static final Logger LOG = LoggerFactory.getLogger(FullServer.class);
  private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

  private final TierSettings settings;
  private final Counters counters;
  private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - PAUSE);

  FullServer(TierSettings settings, Counters counters) {
    this.settings = settings;
    this.counters = counters;
  }

  void refused() {
    counters.refusedByFullServer.increment();
    long now = System.nanoTime();
    long last = saidAt.get();
    if (now - last >= PAUSE && saidAt.compareAndSet(last, now)) {
      LOG.warn(
          "Redis at {} is full and stores no more entries; loaded values are answered and not stored. Raise maxmemory,"
              + " or set maxmemory-policy to one that evicts, such as allkeys-lru",
          settings.servers());
    }
  }
}
