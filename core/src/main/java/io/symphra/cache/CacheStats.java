package io.symphra.cache;

import java.time.Duration;

/**
 * What a cache has done since it was built, on this instance.
 *
 * <p>Every key that is asked for counts once, as a hit or as a miss, or as a bypassed read. The counters are read one after the other, so a
 * snapshot taken under load may be off by the calls in progress. Immutable.
 *
 * @param hits keys answered from a tier, or by a flight that a tier answered
 * @param sharedHits the part of {@code hits} that the shared tier answered
 * @param negativeHits the part of {@code hits} that was answered by a negative entry: there is no such key
 * @param misses keys that no tier could answer
 * @param filtered the part of {@code misses} that the key filter answered: there can be no such key
 * @param loads loader calls that returned
 * @param loadFailures loader calls that threw or broke their contract
 * @param totalLoadTime the time spent in all loader calls
 * @param refreshes times a stale entry's refresh began, whether or not it had to load
 * @param refusedFills loaded keys that were not stored, because a write or an invalidation came between, the load took
 *     longer than its lease, or the shared tier failed
 * @param oversizedValues values that were loaded or written and not stored, because they are larger than
 *     {@code maximumValueSize}
 * @param writes writes to the system of record that returned
 * @param unfencedWrites those of them that went on without a fence, because the shared tier could not be reached
 * @param writeFailures writes that threw, or whose scope was closed without {@code committed()}
 * @param evictions entries the local tier let go for want of room
 * @param expiries entries the local tier let go because their time was up
 * @param invalidations keys invalidated by name on this instance; a {@code clear} and a pattern count one
 * @param sharedTierFailures operations of the shared tier that threw
 * @param limitedLoads loads that the load limit turned away
 * @param timedOutLoads loads that were given up at their hard timeout
 * @param coalescedLoads loads that another load's call of the loader answered too
 * @param droppedEvents events that no listener was told of, because the queue of the listeners was full
 * @param listenerFailures calls of listeners that threw
 * @param bypassedReads keys asked for while the cache was switched off; neither hits nor misses
 * @param bypassed whether the cache is switched off
 * @param size entries in the local tier, about
 * @param maximum the maximum size, or the maximum weight where there is one
 */
public record CacheStats(
    long hits,
    long sharedHits,
    long negativeHits,
    long misses,
    long filtered,
    long loads,
    long loadFailures,
    Duration totalLoadTime,
    long refreshes,
    long refusedFills,
    long oversizedValues,
    long writes,
    long unfencedWrites,
    long writeFailures,
    long evictions,
    long expiries,
    long invalidations,
    long sharedTierFailures,
    long limitedLoads,
    long timedOutLoads,
    long coalescedLoads,
    long droppedEvents,
    long listenerFailures,
    long bypassedReads,
    boolean bypassed,
    long size,
    long maximum) {

  /** Hits plus misses. */
  public long requests() {
    return hits + misses;
  }

  /** The share of requests that hit, from 0 to 1; 1 if there were none. */
  public double hitRate() {
    return requests() == 0 ? 1 : (double) hits / requests();
  }

  /** The mean time of a loader call, failed ones included; zero if there were none. */
  public Duration meanLoadTime() {
    long calls = loads + loadFailures;
    return calls == 0 ? Duration.ZERO : totalLoadTime.dividedBy(calls);
  }
}
