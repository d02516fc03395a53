package io.symphra.cache;

/**
 * A write to the system of record that returns nothing.
 *
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface WriteAction<X extends Exception> {

  /** Writes. */
  void run() throws X;
}
