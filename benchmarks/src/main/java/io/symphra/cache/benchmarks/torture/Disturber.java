package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.benchmarks.torture.Pauses.Length;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;

/** What befalls threads of one worker in the middle of their work. Thread-safe. */
final class Disturber {

  private static final int LONGEST_MOMENT_MILLIS = 30;

  private final Board board;
  private final int worker;
  private final Bounds bounds;

  Disturber(Board board, int worker, Bounds bounds) {
    this.board = board;
    this.worker = worker;
    this.bounds = bounds;
  }

  /** A shared read has its answer, and what it read is replaced before it goes on. */
  void afterSharedRead(Collection<?> keys) {
    untilOvertaken(keys, Pauses.draw(60, 0));
  }

  /** A loader has its rows, and they are written again before it brings them home. */
  void afterLoad(Collection<Long> keys) {
    Length length = Pauses.draw(150, 15);
    count(length, Tally.PAUSED_LOADERS_SHORTER, Tally.PAUSED_LOADERS_LONGER);
    untilOvertaken(keys, length);
    if (length == Length.LONGER) {
      Pauses.pause(length, bounds.leaseTimeout());
    }
  }

  /** Stands still until a write of one of the rows has returned, and a moment more: the worst time to go on. */
  private void untilOvertaken(Collection<?> keys, Length length) {
    if (length == Length.NONE) {
      return;
    }
    long before = newest(keys);
    long end = System.nanoTime() + bounds.leaseTimeout().toNanos() * 6 / 10;
    while (newest(keys) == before && System.nanoTime() - end < 0) {
      Pauses.millis(1);
    }
    Pauses.millis(ThreadLocalRandom.current().nextInt(LONGEST_MOMENT_MILLIS));
  }

  private long newest(Collection<?> keys) {
    long sum = 0;
    for (Object key : keys) {
      sum += key instanceof Long row ? board.newest(row) : 0;
    }
    return sum;
  }

  /** The fence stands, and nothing was written yet. For longer than the fence only the whole process can stand still. */
  void beforeWrite(WriteWatch watch) {
    Length length = Pauses.draw(120, 25);
    count(length, Tally.PAUSED_WRITERS_SHORTER, Tally.PAUSED_WRITERS_LONGER);
    watch.standStill(length == Length.LONGER);
    Pauses.pause(length, bounds.fenceTimeout());
  }

  /** The commit has returned, and the fence stands still. */
  void afterCommit(WriteWatch watch) {
    if (board.takeDoom(worker)) {
      board.count(worker, Tally.DIED, 1);
      watch.acknowledged();
      Runtime.getRuntime().halt(WorkerProcess.DOOMED);
    }
    Length length = Pauses.draw(150, 5);
    count(length, Tally.PAUSED_WRITERS_SHORTER, Tally.PAUSED_WRITERS_LONGER);
    Pauses.pause(length, bounds.fenceTimeout());
  }

  /** The release is to be sent. */
  void beforeRelease() {
    if (Pauses.draw(10, 0) != Length.NONE) {
      board.count(worker, Tally.RELEASES_CUT, 1);
      throw new CutException("the connection was cut between commit and release");
    }
  }

  private void count(Length length, Tally shorter, Tally longer) {
    if (length != Length.NONE) {
      board.count(worker, length == Length.SHORTER ? shorter : longer, 1);
    }
  }
}
