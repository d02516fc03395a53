package io.symphra.cache.benchmarks.torture;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at every answer, counts what is old within its bounds, and reports what may not be. Thread-safe. */
final class Checker {

  private static final int STEPS_SHOWN = 12;

  private final Board board;
  private final Judge judge;
  private final Recent recent;
  private final Consumer<String> violations;

  Checker(Board board, Bounds bounds, Recent recent, Consumer<String> violations) {
    this.board = board;
    this.judge = new Judge(bounds, board);
    this.recent = recent;
    this.violations = violations;
  }

  /** Checks one answer; the read has ended just now. */
  void check(long key, @Nullable Item item, long beganAt, Instance instance, boolean local) {
    if (item == null) {
      report(key, "instance %d found no value".formatted(instance.number()));
      return;
    }
    Read read = new Read(key, item.version(), beganAt, board.epoch(), instance.number(), local);
    if (item.id() != key || item.isRolledBack() || item.version() > board.newestCommitted(key)) {
      report(
          key,
          "instance %d read %s, which was never committed for this key; the newest version is %d"
              .formatted(instance.number(), item, board.newestCommitted(key)));
      return;
    }
    for (Verdict verdict : judge.judge(read)) {
      if (verdict.isViolation()) {
        report(key, text(read, verdict));
      } else {
        board.countStale(verdict.column(), verdict.staleness());
      }
    }
  }

  /** A read must not fail, whatever happens to Redis. */
  void failed(long key, Instance instance, RuntimeException failure) {
    report(key, "a read on instance %d failed: %s".formatted(instance.number(), reasons(failure)));
  }

  /** Everything was quiet for longer than every bound, and the cache still does not say what the database says. */
  void quietButStale(long key, long cached, long stored, Instance instance, boolean local) {
    report(
        key,
        "all was quiet, and instance %d read version %d %s; the database has %d"
            .formatted(
                instance.number(),
                cached,
                local ? "from its local tier" : "through the shared tier",
                stored));
  }

  private String text(Read read, Verdict verdict) {
    Write newer = verdict.newer();
    return "instance %d read version %d %s, but version %d, written by instance %d with %s, had been acknowledged %.1f ms before the read began (%s; allowed %d ms; committed %.1f ms before it; epoch %d, then %d; the read took %.1f ms)"
        .formatted(
            read.instance(),
            read.version(),
            read.local() ? "from its local tier" : "through the shared tier",
            newer.version(),
            newer.instance(),
            newer.kind(),
            verdict.staleness().toNanos() / 1e6,
            verdict.column().what(),
            verdict.bound().toMillis(),
            (read.beganAt() - newer.committedAt()) / 1e6,
            newer.epoch(),
            read.epoch(),
            (System.nanoTime() - read.beganAt()) / 1e6);
  }

  private void report(long key, String what) {
    board.countViolation();
    List<String> steps = recent.with(key, STEPS_SHOWN);
    violations.accept("key %d: %s; last in this JVM: %s".formatted(key, what, steps));
  }

  private static String reasons(@Nullable Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      text.append(text.isEmpty() ? "" : ", because of ").append(each);
    }
    return text.toString().replace('\n', ' ');
  }
}
