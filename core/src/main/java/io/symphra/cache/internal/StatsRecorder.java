package io.symphra.cache.internal;

import com.github.benmanes.caffeine.cache.RemovalCause;
import io.symphra.cache.CacheStats;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what a cache does. Thread-safe; counting is the only thing a local hit shares with other threads. */
final class StatsRecorder {

  final LongAdder localHits = new LongAdder();
  final LongAdder sharedHits = new LongAdder();
  final LongAdder negativeHits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder filtered = new LongAdder();
  final LongAdder loads = new LongAdder();
  final LongAdder loadFailures = new LongAdder();
  final LongAdder loadNanos = new LongAdder();
  final LongAdder refreshes = new LongAdder();
  final LongAdder refusedFills = new LongAdder();
  final LongAdder oversizedValues = new LongAdder();
  final LongAdder writes = new LongAdder();
  final LongAdder unfencedWrites = new LongAdder();
  final LongAdder writeFailures = new LongAdder();
  final LongAdder evictions = new LongAdder();
  final LongAdder expiries = new LongAdder();
  final LongAdder invalidations = new LongAdder();
  final LongAdder sharedTierFailures = new LongAdder();
  final LongAdder limitedLoads = new LongAdder();
  final LongAdder timedOutLoads = new LongAdder();
  final LongAdder coalescedLoads = new LongAdder();
  final LongAdder droppedEvents = new LongAdder();
  final LongAdder listenerFailures = new LongAdder();
  final LongAdder bypassedReads = new LongAdder();

  void evicted(RemovalCause cause) {
    (cause == RemovalCause.EXPIRED ? expiries : evictions).increment();
  }

  void countIfNegative(@Nullable Object answer) {
    if (answer == null) {
      negativeHits.increment();
    }
  }

  CacheStats snapshot(long size, long maximum, boolean bypassed) {
    long shared = sharedHits.sum();
    return new CacheStats(
        localHits.sum() + shared,
        shared,
        negativeHits.sum(),
        misses.sum(),
        filtered.sum(),
        loads.sum(),
        loadFailures.sum(),
        Duration.ofNanos(loadNanos.sum()),
        refreshes.sum(),
        refusedFills.sum(),
        oversizedValues.sum(),
        writes.sum(),
        unfencedWrites.sum(),
        writeFailures.sum(),
        evictions.sum(),
        expiries.sum(),
        invalidations.sum(),
        sharedTierFailures.sum(),
        limitedLoads.sum(),
        timedOutLoads.sum(),
        coalescedLoads.sum(),
        droppedEvents.sum(),
        listenerFailures.sum(),
        bypassedReads.sum(),
        bypassed,
        size,
        maximum);
  }
}
