package io.symphra.cache.protect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How long one call of the loader may take.
 *
 * <p>At the hard timeout the load is given up: everybody who waits for it gets a
 * {@link io.symphra.cache.LoadTimeoutException}, others may load the keys, the loader's thread is interrupted, and what it
 * gives later is dropped. The loader runs on the manager's executor, so that its caller need not wait for it to react. Only
 * where the executor runs it on the caller's own thread, or begins nothing because it is busy, the caller runs it itself: then
 * all others go on at the hard timeout, and the caller when its loader returns.
 *
 * <p>The soft timeout is for stale entries of the local tier: the reader that starts a refresh waits for it that long, then
 * answers the stale value, and the refresh goes on. A {@code getAll} waits for all its refreshes together.
 *
 * <p>Immutable.
 *
 * @param hard from 1 ms to 1 hour, and below the cache's {@code leaseTimeout}
 * @param soft below {@code hard}; needs {@code serveStale}; empty answers stale values at once
 */
public record LoadTimeout(Duration hard, Optional<Duration> soft) {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Checks its arguments. */
  public LoadTimeout {
    requireNonNull(hard, "loadTimeout hard must not be null");
    requireNonNull(soft, "loadTimeout soft must not be null");
    if (hard.compareTo(SHORTEST) < 0 || hard.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "loadTimeout hard must be from 1 ms to 1 hour, was " + hard);
    }
    if (soft.isPresent()) {
      Duration wait = soft.get();
      if (wait.compareTo(SHORTEST) < 0 || wait.compareTo(hard) >= 0) {
        throw new IllegalArgumentException(
            "loadTimeout soft must be at least 1 ms and below hard %s, was %s"
                .formatted(hard, wait));
      }
    }
  }

  /** A hard timeout, and no soft one. */
  public static LoadTimeout of(Duration hard) {
    return new LoadTimeout(hard, Optional.empty());
  }

  /** The same with a soft timeout. */
  public LoadTimeout soft(Duration wait) {
    requireNonNull(wait, "loadTimeout soft must not be null");
    return new LoadTimeout(hard, Optional.of(wait));
  }

  @Override
  public String toString() {
    return soft.map(wait -> "soft " + wait + ", hard " + hard).orElse("hard " + hard);
  }
}
