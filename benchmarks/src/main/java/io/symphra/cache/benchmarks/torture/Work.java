package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.CacheException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** What one thread of an instance does: one random thing after the other, until there is nothing more to do. */
final class Work implements Runnable {

  private static final int BUSY_KEYS = 3;
  private static final int LOCAL_READS = 3;
  private static final long SPELL_NANOS = 1_200_000_000L;
  private static final long LONGEST_REST_NANOS = 1_500_000;

  private final Board board;
  private final int worker;
  private final Instance instance;
  private final Instance neighbour;
  private final Writes writes;
  private final Checker checker;
  private final Recent recent;
  private final SplittableRandom random;

  Work(
      Board board,
      int worker,
      Instance instance,
      Instance neighbour,
      Writes writes,
      Checker checker,
      Recent recent,
      SplittableRandom random) {
    this.board = board;
    this.worker = worker;
    this.instance = instance;
    this.neighbour = neighbour;
    this.writes = writes;
    this.checker = checker;
    this.recent = recent;
    this.random = random;
  }

  @Override
  public void run() {
    Board.Phase phase = board.phase();
    while (phase != Board.Phase.COMPARE) {
      int drawn = random.nextInt(100);
      if (drawn < 45) {
        read(instance, likelyKey(), false);
      } else if (drawn < 55) {
        readMany();
      } else if (drawn < 80 || phase == Board.Phase.READ) {
        readLocally(likelyKey());
      } else {
        write(drawn);
      }
      LockSupport.parkNanos(random.nextLong(LONGEST_REST_NANOS));
      phase = board.phase();
    }
  }

  private long anyKey() {
    return random.nextInt(Board.KEYS);
  }

  private long likelyKey() {
    return random.nextInt(10) < 6 ? busyKey() : anyKey();
  }

  /** Keys are written in spells, a few at a time, so that each is quiet for long enough now and then to grow stale. */
  private long busyKey() {
    long spell = System.nanoTime() / SPELL_NANOS;
    return Math.floorMod(spell * BUSY_KEYS + random.nextInt(BUSY_KEYS), Board.KEYS);
  }

  /** A copy that should not be there is seen by who looks again. */
  private void readLocally(long key) {
    for (int i = 0; i < LOCAL_READS; i++) {
      read(instance, key, true);
    }
  }

  private void read(Instance instance, long key, boolean local) {
    long beganAt = System.nanoTime();
    try {
      Item item = (local ? instance.cache() : instance.shared()).get(key);
      recent.did(
          key,
          instance.number(),
          (local ? "read locally " : "read ") + (item == null ? "nothing" : item.version()));
      checker.check(key, item, beganAt, instance, local);
    } catch (CacheException e) {
      checker.failed(key, instance, e);
    }
    board.count(worker, local ? Tally.LOCAL_READS : Tally.READS, 1);
  }

  private void readMany() {
    List<Long> keys = List.copyOf(new TreeSet<>(List.of(anyKey(), anyKey(), busyKey())));
    long beganAt = System.nanoTime();
    try {
      Map<Long, Item> items = instance.shared().getAll(keys);
      for (Long key : keys) {
        checker.check(key, items.get(key), beganAt, instance, false);
      }
    } catch (CacheException e) {
      checker.failed(keys.get(0), instance, e);
    }
    board.count(worker, Tally.READS, keys.size());
  }

  private void write(int drawn) {
    long key = busyKey();
    List<Long> two = new ArrayList<>(new TreeSet<>(List.of(key, busyKey())));
    switch (drawn) {
      case 80, 81, 82, 83, 84 -> writes.put(key);
      case 85 -> writes.putAll(two);
      case 86, 87, 88 -> writes.update(key);
      case 89, 90 -> writes.updateByFunction(key);
      case 91, 92 -> writes.scope(two);
      case 93 -> writes.rollBack(key);
      case 94, 95, 96 -> writes.sqlAndInvalidate(key);
      case 97 -> writes.sqlAndInvalidateMatching(key);
      case 98 -> writes.sqlAndClear(two);
      default -> writes.invalidate(key);
    }
    read(neighbour, key, false); // a write has just returned: everybody must see it
    read(instance, key, true);
  }
}
