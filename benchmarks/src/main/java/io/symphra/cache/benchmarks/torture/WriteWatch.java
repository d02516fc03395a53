package io.symphra.cache.benchmarks.torture;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What happens in one write, as its own thread sees it: whether the fence stood when the commit returned, and whether the
 * release was acknowledged.
 *
 * <p>A fence stands for a timeout at least, counted from before it was asked for, and again from before each renewal that
 * found it standing. So if the commit returned before that time was over, no reader has stored anything older since, and none
 * will: that needs no release, and no assumption about how long anything takes. Else it needs the release, which drops
 * what was stored meanwhile.
 *
 * <p>Used by the thread that writes; renewals come from others.
 */
final class WriteWatch {

  private final Board board;
  private final int worker;
  private final int instance;
  private final WriteKind kind;
  private final long epoch;
  private final Map<Long, Long> versions = new HashMap<>();
  private volatile boolean renewalsStandStill;
  private volatile long standsUntil;
  private long committedAt;
  private boolean isReleased;

  WriteWatch(Board board, int worker, int instance, WriteKind kind) {
    this.board = board;
    this.worker = worker;
    this.instance = instance;
    this.kind = kind;
    this.epoch = board.epoch();
  }

  int worker() {
    return worker;
  }

  /** A fence stands that was asked for, or renewed, at this time. */
  synchronized void stands(long askedAt, Duration timeout) {
    standsUntil = Math.max(standsUntil, askedAt + timeout.toNanos());
  }

  /** From now on the process is as if it stood still: nobody renews. */
  void standStill(boolean still) {
    renewalsStandStill = still;
  }

  boolean standsStill() {
    return renewalsStandStill;
  }

  /** The commit has returned, and gave the rows these versions. */
  void committed(Map<Long, Long> written) {
    committedAt = System.nanoTime();
    versions.putAll(written);
    versions.forEach((key, version) -> {
      board.open(key, version, instance, kind, committedAt);
      board.committed(key, version);
    });
  }

  boolean hasCommitted() {
    return committedAt != 0;
  }

  /** The release of the fence was acknowledged, for all keys. */
  void released() {
    isReleased = true;
  }

  /** The write has returned; or its process is about to be killed, and who reads may rely on the fence alone. */
  void acknowledged() {
    if (!hasCommitted()) {
      return;
    }
    boolean stood = committedAt < standsUntil;
    if (!stood && isReleased) {
      board.count(worker, Tally.OUTLIVED_RELEASED, 1);
    }
    Column column = stood || isReleased ? Column.FENCED : Column.OUTLIVED;
    long now = System.nanoTime();
    versions.forEach((key, version) -> {
      board.countWrite(column);
      if (column == Column.FENCED) {
        board.strict(key, version, epoch, now);
      } else {
        board.loose(key, version, column, now);
      }
    });
  }

  @Override
  public String toString() {
    return "%s of versions %s, fence stood at the commit: %s, released: %s"
        .formatted(kind, versions, committedAt < standsUntil, isReleased);
  }
}
