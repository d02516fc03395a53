package io.symphra.cache.examples.shop;

import java.util.List;

/**
 * Throws that depend on a text alone, so that a product looks the same on every machine and in every run.
 *
 * <p>The text is hashed with FNV-1a, and each throw is the next output of SplitMix64 (Steele, Lea, Flood, "Fast
 * splittable pseudorandom number generators", OOPSLA 2014). Not thread-safe.
 */
final class Dice {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  Dice(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    this.state = hash;
  }

  /** A number from 0 up to but not {@code bound}. */
  int below(int bound) {
    state += GOLDEN_GAMMA;
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return (int) Long.remainderUnsigned(z ^ (z >>> 31), bound);
  }

  /** A number between the two, both included. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
