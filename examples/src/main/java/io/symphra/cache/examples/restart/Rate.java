package io.symphra.cache.examples.restart;

/**
 * How many requests arrive in a second.
 *
 * <p>Immutable.
 *
 * @param perSecond 1 to {@value #MOST}; {@link Double#POSITIVE_INFINITY} if each thread asks as soon as it has its answer
 */
public record Rate(double perSecond) {

  /** The highest rate that can be paced. */
  public static final int MOST = 1_000_000;

  /** As fast as the threads go. */
  public static final Rate MAX = new Rate(Double.POSITIVE_INFINITY);

  /** Checks the range. */
  public Rate {
    if (!(perSecond >= 1 && (perSecond <= MOST || Double.isInfinite(perSecond)))) {
      throw new IllegalArgumentException(
          "rate must be 1 to %,d requests a second, or max; was %s".formatted(MOST, perSecond));
    }
  }

  /** Whether requests have a moment at which they are due. */
  public boolean isPaced() {
    return !Double.isInfinite(perSecond);
  }

  /** When a request is due, in nanoseconds after the first one; only for a paced rate. */
  long dueAfter(int position) {
    return (long) (position * 1e9 / perSecond);
  }

  @Override
  public String toString() {
    return isPaced() ? "%,.0f requests/s".formatted(perSecond) : "as fast as the threads go";
  }
}
