package io.symphra.cache.benchmarks.torture;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all JVMs of a run know of it, in memory they share: so it survives whoever is killed.
 *
 * <p>Bounded: of each row the last {@value #VERSIONS} versions are known. The record of a version is written by its one
 * writer alone. Thread-safe.
 */
// All JVMs of a run have the same classes, so the numbers mean the same to all.
@SuppressWarnings("EnumOrdinal")
final class Board implements History {

  /** How many rows there are; their keys are 0 and up. */
  static final int KEYS = 12;

  static final int MOST_WORKERS = 8;
  static final int VERSIONS = 1 << 14;

  private static final int EPOCH = 0;
  private static final int PHASE = 1;
  private static final int VIOLATIONS = 2;
  private static final int WORKERS = 8;
  private static final int WORKER_LONGS = 32;
  private static final int COLUMNS = WORKERS + MOST_WORKERS * WORKER_LONGS;
  private static final int COLUMN_LONGS = 4;
  private static final int ROWS = COLUMNS + Column.values().length * COLUMN_LONGS;
  private static final int ROW_LONGS = 2;
  private static final int RECORDS = ROWS + KEYS * ROW_LONGS;
  private static final int RECORD_LONGS = 8;

  private static final int DOOMED = Tally.values().length;
  private static final int REACHED = DOOMED + 1;

  private final SharedMemory memory;

  /** What workers are to do. */
  enum Phase {
    /** Work. */
    WORK,
    /** Read on, but write no more. */
    READ,
    /** Compare what the caches say with the database, once. */
    COMPARE
  }

  /** A board in a file, which is made if there is none. */
  Board(Path file) {
    memory = new SharedMemory(file, RECORDS + KEYS * VERSIONS * RECORD_LONGS);
  }

  long epoch() {
    return memory.get(EPOCH);
  }

  /** A loss of Redis' data begins, or is over. */
  void nextEpoch() {
    memory.add(EPOCH, 1);
  }

  Phase phase() {
    return Phase.values()[(int) memory.get(PHASE)];
  }

  void phase(Phase phase) {
    memory.set(PHASE, phase.ordinal());
  }

  /** A worker works, or has compared. */
  void reached(int worker, Phase phase) {
    memory.set(worker(worker) + REACHED, 1L + phase.ordinal());
  }

  boolean hasReached(int worker, Phase phase) {
    return memory.get(worker(worker) + REACHED) == 1L + phase.ordinal();
  }

  /** A worker is to die between the next commit and its release. */
  void doom(int worker, boolean doomed) {
    memory.set(worker(worker) + DOOMED, doomed ? 1 : 0);
  }

  /** Whether this thread, and no other, is to kill its process now. */
  boolean takeDoom(int worker) {
    return memory.compareAndSet(worker(worker) + DOOMED, 1, 0);
  }

  void count(int worker, Tally tally, long more) {
    memory.add(worker(worker) + tally.ordinal(), more);
  }

  long total(Tally tally) {
    long total = 0;
    for (int worker = 0; worker < MOST_WORKERS; worker++) {
      total += memory.get(worker(worker) + tally.ordinal());
    }
    return total;
  }

  long violations() {
    return memory.get(VIOLATIONS);
  }

  void countViolation() {
    memory.add(VIOLATIONS, 1);
  }

  /** A write was acknowledged under the terms of this column. */
  void countWrite(Column column) {
    memory.add(column(column), 1);
  }

  /** A read was older than a write of this column. */
  void countStale(Column column, Duration staleness) {
    memory.add(column(column) + 1, 1);
    memory.raise(column(column) + 2, staleness.toNanos());
  }

  long writes(Column column) {
    return memory.get(column(column));
  }

  long stale(Column column) {
    return memory.get(column(column) + 1);
  }

  Duration worst(Column column) {
    return Duration.ofNanos(memory.get(column(column) + 2));
  }

  /** The database has this version: a load saw it, or its commit has returned. */
  void committed(long key, long version) {
    memory.raise(row(key), version);
  }

  /** The newest version that is known to be in the database. */
  long newestCommitted(long key) {
    return memory.get(row(key));
  }

  @Override
  public long newest(long key) {
    return memory.get(row(key) + 1);
  }

  /** Says who wrote a version, before anybody is told that it was written. */
  void open(long key, long version, int instance, WriteKind kind, long committedAt) {
    int at = record(key, version);
    memory.set(at, 0);
    memory.set(at + 1, instance);
    memory.set(at + 2, kind.ordinal());
    memory.set(at + 3, committedAt);
    for (int field = 4; field < RECORD_LONGS; field++) {
      memory.set(at + field, 0);
    }
    memory.set(at, version);
  }

  /** A write was acknowledged, and readers may see older values within the bound of the column. */
  void loose(long key, long version, Column column, long at) {
    int record = record(key, version);
    memory.set(record + 5, column.ordinal());
    memory.set(record + 4, at);
    memory.raise(row(key) + 1, version);
  }

  /** A write was acknowledged, and readers may see no older value, as long as Redis keeps its data. */
  void strict(long key, long version, long epoch, long at) {
    int record = record(key, version);
    memory.set(record + 7, epoch);
    memory.set(record + 6, at);
    memory.raise(row(key) + 1, version);
  }

  @Override
  public @Nullable Write write(long key, long version) {
    int at = record(key, version);
    if (memory.get(at) != version) {
      return null;
    }
    long strictAt = memory.get(at + 6);
    long looseAt = memory.get(at + 4);
    Write write = new Write(
        version,
        (int) memory.get(at + 1),
        WriteKind.values()[(int) memory.get(at + 2)],
        memory.get(at + 3),
        looseAt,
        Column.values()[(int) memory.get(at + 5)],
        strictAt,
        memory.get(at + 7));
    return memory.get(at) == version ? write : null;
  }

  private static int worker(int worker) {
    return WORKERS + worker * WORKER_LONGS;
  }

  private static int column(Column column) {
    return COLUMNS + column.ordinal() * COLUMN_LONGS;
  }

  private static int row(long key) {
    return ROWS + Math.toIntExact(key) * ROW_LONGS;
  }

  private static int record(long key, long version) {
    return RECORDS
        + (Math.toIntExact(key) * VERSIONS + (int) (version & (VERSIONS - 1))) * RECORD_LONGS;
  }
}
