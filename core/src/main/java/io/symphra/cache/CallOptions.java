package io.symphra.cache;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.Optional;

/**
 * What single calls do differently from their cache's settings; given to {@link Cache#with(CallOptions)}.
 *
 * <p>Immutable. Make one once and keep it, or keep the view that was made with it.
 *
 * @param skipsLocal whether reads pass over the local tier's copies
 * @param skipsShared whether reads pass over both tiers
 * @param timeToLive the time to live of what these calls store; empty for the cache's own
 * @param timeout the longest a read waits; empty for as long as it takes
 */
public record CallOptions(
    boolean skipsLocal,
    boolean skipsShared,
    Optional<TimeToLive<Object, Object>> timeToLive,
    Optional<Duration> timeout) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final CallOptions DEFAULTS =
      new CallOptions(false, false, Optional.empty(), Optional.empty());

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if the timeout is outside 1 ms to 365 days
   */
  public CallOptions {
    requireNonNull(timeToLive, "timeToLive must not be null");
    requireNonNull(timeout, "timeout must not be null");
    if (timeout.isPresent()
        && (timeout.get().compareTo(SHORTEST) < 0 || timeout.get().compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException(
          "timeout must be from 1 ms to 365 days, was " + timeout.get());
    }
  }

  /** Nothing differs. */
  public static CallOptions ofDefaults() {
    return DEFAULTS;
  }

  /**
   * The same options, and reads pass over the local tier's copy of the shared tier: what they answer is not older than
   * any write that had finished, on any instance, when the read began. Without a shared tier there is no copy, the local
   * tier being the only one, and this changes nothing.
   */
  public CallOptions skipLocal() {
    return new CallOptions(true, skipsShared, timeToLive, timeout);
  }

  /**
   * The same options, and reads pass over both tiers: they load, and never answer what was loaded before they began. For
   * a cache whose row may have been changed around it.
   *
   * <p>The load takes a lease as every load does, and replaces what stands only under it: a write, an invalidation or a
   * newer version that came in between wins, and under a fence nothing is stored. Reads of one key at once share a load
   * that has not begun. If the key is gone its entry is dropped. {@code getIfPresent}, and {@code get} without a loader,
   * find nothing.
   */
  public CallOptions skipShared() {
    return new CallOptions(skipsLocal, true, timeToLive, timeout);
  }

  /**
   * The same options with a time to live for what these calls store: by a write, or by a load that they lead. A call that
   * joins another's load leaves that one's time to live.
   */
  public CallOptions timeToLive(TimeToLive<Object, Object> timeToLive) {
    return new CallOptions(
        skipsLocal,
        skipsShared,
        Optional.of(requireNonNull(timeToLive, "timeToLive must not be null")),
        timeout);
  }

  /**
   * The same options with a time to live for what these calls store, spread as {@link TimeToLive#of} says.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public CallOptions timeToLive(Duration timeToLive) {
    return timeToLive(TimeToLive.of(timeToLive));
  }

  /**
   * The same options with a bound on how long a read waits. What is not in the local tier is then fetched on the executor
   * of the manager. When the time is over the caller gets a {@link CacheTimeoutException}; the fetch goes on, for others
   * who wait for it and for the cache. A write is never cut off, because its outcome would be unknown.
   *
   * @param timeout from 1 ms to 365 days
   * @throws IllegalArgumentException if it is outside that range
   */
  public CallOptions timeout(Duration timeout) {
    return new CallOptions(
        skipsLocal,
        skipsShared,
        timeToLive,
        Optional.of(requireNonNull(timeout, "timeout must not be null")));
  }

  /** These options on top of others: what either skips is skipped, and times given here replace theirs. */
  public CallOptions over(CallOptions others) {
    return new CallOptions(
        skipsLocal || others.skipsLocal,
        skipsShared || others.skipsShared,
        timeToLive.or(others::timeToLive),
        timeout.or(others::timeout));
  }
}
