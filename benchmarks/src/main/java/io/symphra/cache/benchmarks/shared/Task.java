package io.symphra.cache.benchmarks.shared;

import java.util.concurrent.atomic.AtomicInteger;

/** What a caller does over and over. Each checks its answer: a contender that is quick and wrong is no contender. */
enum Task {

  /** Reads a value that the server has. */
  GET(1) {
    @Override
    void call(RemoteCache cache, int turn) {
      Long key = Entries.key(turn);
      expect(Entries.value(key).equals(cache.get(key)), cache);
    }
  },

  /** Reads a hundred of them at once. */
  GET_ALL(Entries.BATCH) {
    @Override
    void call(RemoteCache cache, int turn) {
      expect(cache.getAll(Entries.batch(turn)) == Entries.BATCH, cache);
    }
  },

  /** Stores a value in place of the one that the server has. */
  PUT(1) {
    @Override
    void call(RemoteCache cache, int turn) {
      Long key = Entries.key(turn);
      cache.put(key, Entries.value(key));
    }
  },

  /** Reads a value that nobody has stored, by a loader that costs nothing. */
  FILL(1) {
    @Override
    void call(RemoteCache cache, int turn) {
      Long key = (long) Entries.COUNT + NEW_KEYS.getAndIncrement();
      Long other = key % Entries.COUNT;
      String loaded = cache.load(key, missing -> Entries.value(other));
      expect(Entries.value(other).equals(loaded), cache);
    }
  },

  /** Changes a row, which costs nothing, of which the server may have a copy. */
  UPDATE(1) {
    @Override
    void call(RemoteCache cache, int turn) {
      boolean[] written = new boolean[1];
      cache.update(-1L - turn % Entries.COUNT, () -> written[0] = true);
      expect(written[0], cache);
    }
  };

  private static final AtomicInteger NEW_KEYS = new AtomicInteger();

  private final int keys;

  Task(int keys) {
    this.keys = keys;
  }

  /** How many keys a call is about. */
  int keys() {
    return keys;
  }

  /**
   * Does it once.
   *
   * @param turn how often this caller has done it
   */
  abstract void call(RemoteCache cache, int turn);

  private static void expect(boolean right, RemoteCache cache) {
    if (!right) {
      throw new IllegalStateException(
          "%s gave a wrong answer".formatted(cache.getClass().getSimpleName()));
    }
  }
}
