package io.symphra.cache.protect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Joins the misses of different keys into one call of the loader.
 *
 * <p>The first miss waits for the window, or until the batch is full, then loads the keys of all that came meanwhile in one
 * call. It costs each of them up to the window, and saves the system of record calls. Only loads by the cache's own loader
 * take part. What a loader reads from its own cache is not delayed. The idea is that of the data loader of GraphQL servers.
 *
 * <p>Immutable.
 *
 * @param window how long the first miss waits for others; from 1 microsecond to 1 second
 * @param maxBatch the most keys that are gathered into one call; at least 2. A {@code getAll} of more goes on its own
 */
public record Coalescing(Duration window, int maxBatch) {

  private static final int DEFAULT_BATCH = 100;
  private static final Duration SHORTEST = Duration.ofNanos(1_000);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** Checks its arguments. */
  public Coalescing {
    requireNonNull(window, "coalescing window must not be null");
    if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "coalescing window must be from 1 microsecond to 1 second, was " + window);
    }
    if (maxBatch < 2) {
      throw new IllegalArgumentException("coalescing maxBatch must be at least 2, was " + maxBatch);
    }
  }

  /** A window, and batches of at most 100 keys. */
  public static Coalescing of(Duration window) {
    return new Coalescing(window, DEFAULT_BATCH);
  }

  /** The same with another bound of a batch. */
  public Coalescing maxBatch(int keys) {
    return new Coalescing(window, keys);
  }

  @Override
  public String toString() {
    return "%s, at most %d keys".formatted(window, maxBatch);
  }
}
