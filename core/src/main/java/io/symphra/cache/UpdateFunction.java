package io.symphra.cache;

import org.jspecify.annotations.Nullable;

/**
 * Makes a key's new value of its current one.
 *
 * @param <V> the value type
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface UpdateFunction<V, X extends Exception> {

  /**
   * The new value; may be asked again with another current value.
   *
   * @param current the current value, or null if there is none; not to be changed
   * @return the new value, or null to remove the key
   */
  @Nullable
  V apply(@Nullable V current) throws X;
}
