package io.symphra.cache.examples.restart;

import java.util.List;

/** Over how many first requests figures are given. */
public final class Windows {

  /** The sizes, ascending. */
  public static final List<Integer> SIZES = List.of(100, 1_000, 10_000, 100_000);

  private Windows() {}

  /** Those that a run of so many requests fills. */
  static List<Integer> filledBy(int requests) {
    return SIZES.stream().filter(size -> size <= requests).toList();
  }
}
