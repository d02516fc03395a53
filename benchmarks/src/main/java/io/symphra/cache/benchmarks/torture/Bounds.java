package io.symphra.cache.benchmarks.torture;

import java.time.Duration;

/**
 * The times of the tortured caches, short so that a run reaches them all, and what follows for readers.
 *
 * @param timeToLive of entries, without jitter
 * @param serveStale how long they may be answered after it
 * @param leaseTimeout of loads
 * @param fenceTimeout of writes
 * @param heartbeat how often a local tier asks whether it hears every change
 * @param heartbeatTimeout how long the answer may take
 * @param commandTimeout of commands to Redis
 */
record Bounds(
    Duration timeToLive,
    Duration serveStale,
    Duration leaseTimeout,
    Duration fenceTimeout,
    Duration heartbeat,
    Duration heartbeatTimeout,
    Duration commandTimeout) {

  /** For the rounding of times to milliseconds, and for a replica that gets an entry later than its master. */
  private static final Duration ROUNDING = Duration.ofMillis(250);

  static Bounds ofTheTorture() {
    return new Bounds(
        Duration.ofMillis(1_500),
        Duration.ofMillis(500),
        Duration.ofMillis(300),
        Duration.ofMillis(600),
        Duration.ofMillis(100),
        Duration.ofMillis(400),
        Duration.ofMillis(400));
  }

  /** How long a local tier may answer what another instance has replaced. */
  Duration coherence() {
    return heartbeat.plus(heartbeatTimeout);
  }

  /**
   * How long an old value may stand in the shared tier after the newer write, or if that was later the write of the old
   * value, returned: it may have been stored as late as a lease or a fence allowed.
   */
  Duration shared() {
    Duration underWay = leaseTimeout.compareTo(fenceTimeout) > 0 ? leaseTimeout : fenceTimeout;
    return timeToLive.plus(serveStale).plus(underWay).plus(ROUNDING);
  }

  /** The bound of a column, for a read through the shared tier or from the local one. */
  Duration of(Column column, boolean local) {
    return switch (column) {
      case FENCED -> Duration.ZERO;
      case LOCAL -> coherence();
      default -> local ? shared().plus(coherence()) : shared();
    };
  }
}
