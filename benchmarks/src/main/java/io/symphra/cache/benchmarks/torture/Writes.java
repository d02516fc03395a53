package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheException;
import io.symphra.cache.WriteScope;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The writes of one instance, each watched to know what its return promises. Thread-safe. */
final class Writes {

  private final Board board;
  private final int worker;
  private final Instance instance;
  private final Cache<Long, Item> cache;
  private final Database database;
  private final Disturber disturber;
  private final Recent recent;

  Writes(
      Board board,
      int worker,
      Instance instance,
      Database database,
      Disturber disturber,
      Recent recent) {
    this.board = board;
    this.worker = worker;
    this.instance = instance;
    this.cache = instance.cache();
    this.database = database;
    this.disturber = disturber;
    this.recent = recent;
  }

  /** A write through the cache; what it throws says that it may not have been done. */
  @FunctionalInterface
  private interface Step {
    void run(WriteWatch watch) throws SQLException;
  }

  void put(long key) {
    watched(WriteKind.PUT, List.of(key), watch -> cache.put(key, item(key)));
  }

  void putAll(Collection<Long> keys) {
    Map<Long, Item> items = new HashMap<>();
    keys.forEach(key -> items.put(key, item(key)));
    watched(WriteKind.PUT_ALL, keys, watch -> cache.putAll(items));
  }

  void update(long key) {
    watched(
        WriteKind.UPDATE,
        List.of(key),
        watch -> cache.update(key, () -> commit(watch, List.of(key))));
  }

  void updateByFunction(long key) {
    watched(
        WriteKind.UPDATE_BY_FUNCTION,
        List.of(key),
        watch -> cache.update(key, current -> item(key)));
  }

  void scope(Collection<Long> keys) {
    watched(WriteKind.SCOPE, keys, watch -> {
      try (WriteScope scope = cache.writing(keys)) {
        commit(watch, keys);
        scope.committed();
      }
    });
  }

  void rollBack(long key) {
    watched(
        WriteKind.UPDATE,
        List.of(key),
        watch -> cache.update(key, () -> {
          database.writeAndRollBack(List.of(key), stamp() | 1);
          board.count(worker, Tally.ROLLED_BACK, 1);
        }));
  }

  void sqlAndInvalidate(long key) {
    around(WriteKind.SQL_AND_INVALIDATE, List.of(key), () -> cache.invalidate(key));
  }

  void sqlAndInvalidateMatching(long key) {
    around(
        WriteKind.SQL_AND_INVALIDATE_MATCHING,
        List.of(key),
        () -> cache.invalidateMatching(key + "*"));
  }

  void sqlAndClear(Collection<Long> keys) {
    around(WriteKind.SQL_AND_CLEAR, keys, cache::clear);
  }

  /** For no reason at all. */
  void invalidate(long key) {
    try {
      cache.invalidate(key);
    } catch (CacheException e) {
      board.count(worker, Tally.REFUSED, 1);
    }
  }

  private void commit(WriteWatch watch, Collection<Long> keys) throws SQLException {
    disturber.beforeWrite(watch);
    watch.committed(database.write(keys, stamp()));
    watch.standStill(false);
    disturber.afterCommit(watch);
  }

  private void watched(WriteKind kind, Collection<Long> keys, Step step) {
    WriteWatch watch = new WriteWatch(board, worker, instance.number(), kind);
    instance.watches().begin(watch);
    try {
      step.run(watch);
      watch.acknowledged();
      board.count(worker, Tally.WRITES, 1);
      keys.forEach(key -> recent.did(key, instance.number(), "wrote " + watch));
    } catch (CacheException | SQLException e) {
      board.count(worker, Tally.REFUSED, 1);
      keys.forEach(key -> recent.did(key, instance.number(), "failed " + watch + ": " + e));
    } finally {
      instance.watches().end();
    }
  }

  /** A write that no cache knows of, and a word to the cache after it. */
  private void around(WriteKind kind, Collection<Long> keys, Runnable letGo) {
    Map<Long, Long> versions;
    try {
      versions = database.write(keys, stamp());
    } catch (SQLException e) {
      board.count(worker, Tally.REFUSED, 1);
      return;
    }
    long committedAt = System.nanoTime();
    versions.forEach((key, version) -> {
      board.open(key, version, instance.number(), kind, committedAt);
      board.committed(key, version);
      board.countWrite(Column.UNFENCED);
      board.loose(key, version, Column.UNFENCED, committedAt);
    });
    board.count(worker, Tally.WRITES_AROUND, 1);
    long epoch = board.epoch();
    try {
      letGo.run();
    } catch (CacheException e) {
      board.count(worker, Tally.UNKNOWN, 1);
      return;
    }
    long now = System.nanoTime();
    versions.forEach((key, version) -> {
      board.countWrite(Column.FENCED);
      board.strict(key, version, epoch, now);
      recent.did(key, instance.number(), kind + " of version " + version);
    });
  }

  private static Item item(long key) {
    return new Item(key, 0, stamp());
  }

  private static long stamp() {
    return ThreadLocalRandom.current().nextLong() & ~1L;
  }
}
