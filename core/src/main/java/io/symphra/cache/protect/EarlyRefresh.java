package io.symphra.cache.protect;

import java.time.Duration;

/**
 * When a reader refreshes an entry that is still fresh, so that nobody has to wait when its time is up.
 *
 * <p>Each reader draws a lead of {@code loadCost * beta * -ln(random)}, and refreshes in the background if the entry's time
 * to live is over within that lead. The longer a load takes, the earlier it begins; the more readers a key has, the surer
 * one of them draws in time; and no two instances are likely to draw at once. On one instance at most one refresh of a
 * key runs, and across instances its lease allows one. An entry that was written rather than loaded, or whose load
 * took less than the ticker can tell, has no known cost and is not refreshed early.
 *
 * <p>The algorithm is XFetch, from A. Vattani, F. Chierichetti and K. Lowenstein, "Optimal Probabilistic Cache Stampede
 * Prevention", PVLDB 8(8), 2015.
 *
 * <p>Immutable.
 *
 * @param beta how eager readers are: above 1 earlier than is optimal for one load, below 1 later; above 0, at most 100
 */
public record EarlyRefresh(double beta) {

  /** A lead longer than this many costs has a chance of less than one in a million. */
  private static final double LONGEST_DRAW = 14;

  /** Checks its argument. */
  public EarlyRefresh {
    if (!(beta > 0 && beta <= 100)) {
      throw new IllegalArgumentException(
          "earlyRefresh beta must be above 0 and at most 100, was " + beta);
    }
  }

  /** With a beta of 1, which the paper shows to be optimal where load times are steady. */
  public static EarlyRefresh ofDefaults() {
    return new EarlyRefresh(1);
  }

  /**
   * How long before the end of its time to live one reader refreshes an entry.
   *
   * @param loadCost what the last load of the entry took
   * @param random from 0 up to but not 1
   */
  public Duration lead(Duration loadCost, double random) {
    return times(loadCost, Math.min(LONGEST_DRAW, -Math.log(1 - random)));
  }

  /** The longest lead there is: readers who come before it need not draw. */
  public Duration longestLead(Duration loadCost) {
    return times(loadCost, LONGEST_DRAW);
  }

  private Duration times(Duration loadCost, double draw) {
    return Duration.ofNanos((long) (loadCost.toNanos() * beta * draw));
  }
}
