package io.symphra.cache.internal;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets the conditional verbs of one instance take turns on each key, in the order they came.
 *
 * <p>What keeps them right is the lease, across all instances. The turn spares those of one instance the polling for it.
 * Bounded by the callers: a key is here while somebody has its turn or waits for it. Thread-safe.
 */
final class KeyTurns<K> {

  private final ConcurrentMap<K, Turn> turns = new ConcurrentHashMap<>();

  /** The lock of one key; {@code users} is changed only inside the map's step on the key. */
  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }

  /**
   * Waits for the turn.
   *
   * @return what ends it; null if it did not come in time
   * @throws IllegalStateException if the current thread has the turn: it would wait for itself
   */
  @Nullable
  Runnable take(K key, Duration longest) throws InterruptedException {
    Turn turn = turns.compute(key, (same, found) -> {
      Turn mine = found == null ? new Turn() : found;
      mine.users++;
      return mine;
    });
    boolean taken = false;
    try {
      if (turn.lock.isHeldByCurrentThread()) {
        throw new IllegalStateException(
            "a function that updates a key asked its own cache to change the same key");
      }
      taken = turn.lock.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      if (!taken) {
        leave(key);
      }
    }
    return taken
        ? () -> {
          turn.lock.unlock();
          leave(key);
        }
        : null;
  }

  private void leave(K key) {
    turns.computeIfPresent(key, (same, turn) -> --turn.users == 0 ? null : turn);
  }

  /** How many keys have a turn taken or waited for. */
  int size() {
    return turns.size();
  }
}
