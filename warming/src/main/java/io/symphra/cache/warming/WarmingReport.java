package io.symphra.cache.warming;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came of a warming job.
 *
 * <p>Immutable. The text form is made for people and names no keys.
 *
 * @param cache the name of the cache
 * @param source what was warmed from
 * @param state how the job ended: completed, failed or cancelled
 * @param started when it began to run; when it ended, if it never ran
 * @param ended when it ended
 * @param expected how many entries the source has; empty if it does not know, or was never opened
 * @param counts what became of the entries
 * @param failures the first {@value #MAX_FAILURES} failed keys with their reasons, as they came
 * @param failure why the job failed; empty unless it did
 */
public record WarmingReport(
    String cache,
    String source,
    WarmingState state,
    Instant started,
    Instant ended,
    OptionalLong expected,
    WarmingCounts counts,
    List<WarmingFailure> failures,
    Optional<Throwable> failure) {

  /** How many failed keys are kept by name; the others are counted. */
  public static final int MAX_FAILURES = 100;

  /** Checks that nothing is null and the job is over. */
  public WarmingReport {
    requireNonNull(cache, "cache");
    requireNonNull(source, "source");
    requireNonNull(started, "started");
    requireNonNull(ended, "ended");
    requireNonNull(expected, "expected");
    requireNonNull(counts, "counts");
    requireNonNull(failure, "failure");
    failures = List.copyOf(failures);
    if (!state.isOver()) {
      throw new IllegalArgumentException(
          "state must be COMPLETED, FAILED or CANCELLED, was " + state);
    }
  }

  /** Entries loaded and stored. */
  public long loaded() {
    return counts.loaded();
  }

  /** Entries left alone: already fresh, being loaded by somebody else, or given twice by the source. */
  public long skipped() {
    return counts.skipped();
  }

  /** Entries not stored, because a write or an invalidation came between, or the cache is switched off. */
  public long refused() {
    return counts.refused();
  }

  /** Keys the source had no value for. */
  public long absent() {
    return counts.absent();
  }

  /** Keys that could not be loaded. */
  public long failed() {
    return counts.failed();
  }

  /** How long the job ran. */
  public Duration duration() {
    return Duration.between(started, ended);
  }

  /** The share of entries that did not fail, from 0 to 1; 1 if there were none. */
  public double successRate() {
    return counts.successRate();
  }

  /** Entries done per second, whatever became of them; 0 if the job took no time. */
  public double keysPerSecond() {
    return WarmingProgress.rate(counts.total(), duration());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(format("warm-up of cache '%s' from %s: %s, ", cache, source, state));
    text.append(format("%,d", counts.total()));
    expected.ifPresent(all -> text.append(format(" of %,d", all)));
    text.append(format(
        " keys in %.3f s (%,.0f keys/s): %,d loaded, %,d skipped, %,d refused, %,d absent, %,d failed",
        duration().toNanos() / 1e9,
        keysPerSecond(),
        loaded(),
        skipped(),
        refused(),
        absent(),
        failed()));
    text.append(format(" (success rate %.2f %%)", Math.floor(successRate() * 1e4) / 1e2));
    failure.ifPresent(reason -> text.append("; failed because of ").append(reason));
    failures.stream()
        .findFirst()
        .ifPresent(first -> text.append("; first failed key because of ").append(first));
    return text.toString();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
