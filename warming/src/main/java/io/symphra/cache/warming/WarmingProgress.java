package io.symphra.cache.warming;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a warming job is.
 *
 * <p>Immutable.
 *
 * @param state where the job stands
 * @param expected how many entries the source has; empty if it does not know, or is not open yet
 * @param counts what became of the entries so far
 * @param elapsed the time since the job began to run; zero before that
 */
public record WarmingProgress(
    WarmingState state, OptionalLong expected, WarmingCounts counts, Duration elapsed) {

  /** Checks that nothing is null. */
  public WarmingProgress {
    requireNonNull(state, "state");
    requireNonNull(expected, "expected");
    requireNonNull(counts, "counts");
    requireNonNull(elapsed, "elapsed");
  }

  /** How many entries are done, whatever became of them. */
  public long done() {
    return counts.total();
  }

  /** The share that is done, from 0 to 1; empty if the source does not know how many entries it has. */
  public OptionalDouble fraction() {
    if (expected.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        done() >= expected.getAsLong() ? 1 : done() / (double) expected.getAsLong());
  }

  /** Entries done per second; 0 before any time has passed. */
  public double keysPerSecond() {
    return rate(done(), elapsed);
  }

  /** The time left at the present rate; empty if that cannot be told. */
  public Optional<Duration> remaining() {
    if (expected.isEmpty() || done() == 0) {
      return Optional.empty();
    }
    long left = Math.max(0, expected.getAsLong() - done());
    return Optional.of(Duration.ofNanos((long) (elapsed.toNanos() * (left / (double) done()))));
  }

  static double rate(long keys, Duration time) {
    return time.isZero() ? 0 : keys / (time.toNanos() / 1e9);
  }
}
