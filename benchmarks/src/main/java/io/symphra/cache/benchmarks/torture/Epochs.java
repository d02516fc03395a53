package io.symphra.cache.benchmarks.torture;

/**
 * Numbers of the spells between two losses of data: even while Redis keeps what it has, odd while it is being restarted or
 * replaced.
 */
final class Epochs {

  private Epochs() {}

  static boolean isQuiet(long epoch) {
    return epoch % 2 == 0;
  }
}
