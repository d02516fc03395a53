package io.symphra.cache.spi;

/**
 * The one source of elapsed time of a cache manager.
 *
 * <p>Only differences of its readings mean anything, as with {@link System#nanoTime()}. Implementations are thread-safe
 * and never go backwards.
 */
@FunctionalInterface
public interface Ticker {

  /** The current reading, in nanoseconds from an arbitrary origin. */
  long read();

  /** The JVM's own clock: exact, and on virtual machines sometimes slower than the cache lookup it serves. */
  static Ticker system() {
    return System::nanoTime;
  }
}
