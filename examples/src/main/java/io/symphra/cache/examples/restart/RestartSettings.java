package io.symphra.cache.examples.restart;

/**
 * What a restart is played with.
 *
 * <p>Immutable.
 *
 * @param requests the most requests to play after the restart, at least 1
 * @param rate how fast they arrive
 * @param maximumSize how many entries the local tier holds, at least 1
 * @param threads how many requests are answered at once, at least 1
 */
public record RestartSettings(int requests, Rate rate, int maximumSize, int threads) {

  /** Checks the ranges. */
  public RestartSettings {
    if (requests < 1 || maximumSize < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "requests, maximumSize and threads must be at least 1, were %d, %d and %d"
              .formatted(requests, maximumSize, threads));
    }
  }

  /** 150,000 requests at 10,000 a second, 10,000 entries, 4 threads. */
  public static RestartSettings ofDefaults() {
    return new RestartSettings(150_000, new Rate(10_000), 10_000, 4);
  }
}
