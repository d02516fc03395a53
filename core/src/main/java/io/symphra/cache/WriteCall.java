package io.symphra.cache;

/**
 * A write to the system of record that returns something.
 *
 * @param <R> what it returns
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface WriteCall<R, X extends Exception> {

  /** Writes. */
  R call() throws X;
}
