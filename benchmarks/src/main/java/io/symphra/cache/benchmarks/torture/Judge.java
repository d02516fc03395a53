package io.symphra.cache.benchmarks.torture;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what a read may answer, from the versions it could have answered and when their writes returned.
 *
 * <p>A read must give at least the newest version whose write was fenced, or followed by an invalidation, and returned
 * before the read began, unless Redis lost data since that write began. What is older than any other acknowledged write is
 * counted in the column of that write, and must stay under its bound. No assumption is made about how fast anybody is: a
 * process that stood still for a minute changes what is known of its writes, not what is right.
 */
final class Judge {

  private final Bounds bounds;
  private final History history;

  Judge(Bounds bounds, History history) {
    this.bounds = bounds;
    this.history = history;
  }

  /** One verdict for each column that the read falls into; none if it is as new as every acknowledged write. */
  List<Verdict> judge(Read read) {
    long newest = history.newest(read.key());
    if (read.version() >= newest) {
      return List.of();
    }
    Map<Column, Verdict> verdicts = new EnumMap<>(Column.class);
    for (long version = read.version() + 1; version <= newest; version++) {
      Write newer = history.write(read.key(), version);
      Verdict verdict = newer == null ? null : compare(read, newer);
      if (verdict != null) {
        verdicts.merge(verdict.column(), verdict, Judge::worse);
      }
    }
    return List.copyOf(verdicts.values());
  }

  private static Verdict worse(Verdict one, Verdict other) {
    if (one.isViolation() != other.isViolation()) {
      return one.isViolation() ? one : other;
    }
    return one.staleness().compareTo(other.staleness()) >= 0 ? one : other;
  }

  private @Nullable Verdict compare(Read read, Write newer) {
    if (newer.strictAt() != 0 && newer.strictAt() < read.beganAt()) {
      boolean dataKept = newer.epoch() == read.epoch() && Epochs.isQuiet(read.epoch());
      return dataKept ? fenced(read, newer) : bounded(Column.LOST, read, newer, newer.strictAt());
    }
    if (newer.looseAt() != 0 && newer.looseAt() < read.beganAt()) {
      return bounded(newer.loose(), read, newer, newer.looseAt());
    }
    return null;
  }

  private Verdict fenced(Read read, Write newer) {
    Duration staleness = Duration.ofNanos(read.beganAt() - newer.strictAt());
    Column column = read.local() && !mustHaveLetGo(read, newer) ? Column.LOCAL : Column.FENCED;
    Duration bound = bounds.of(column, read.local());
    return new Verdict(column, staleness, bound, newer, staleness.compareTo(bound) > 0);
  }

  /** The instance that wrote has let go of its own copy before the write returned, and of what was on its way to become one. */
  private static boolean mustHaveLetGo(Read read, Write newer) {
    return read.instance() == newer.instance();
  }

  private Verdict bounded(Column column, Read read, Write newer, long since) {
    Duration bound = bounds.of(column, read.local());
    long countsFrom = Math.max(since, storedUntil(read));
    boolean late = countsFrom < read.beganAt() && read.beganAt() - countsFrom > bound.toNanos();
    return new Verdict(column, Duration.ofNanos(read.beganAt() - since), bound, newer, late);
  }

  /** When the write of the value that was read may have stored it last; never, as far as is known, if it is under way. */
  private long storedUntil(Read read) {
    Write own = history.write(read.key(), read.version());
    if (own == null) {
      return Long.MIN_VALUE;
    }
    return own.hasReturned() ? own.endedAt() : Long.MAX_VALUE;
  }
}
