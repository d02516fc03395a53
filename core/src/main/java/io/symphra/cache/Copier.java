package io.symphra.cache;

/**
 * Copies values, so that the cache shares none with its callers.
 *
 * <p>Called by several threads at once, on the path of every read and write.
 *
 * @param <V> the value type
 */
@FunctionalInterface
public interface Copier<V> {

  /** A copy that has nothing changeable in common with {@code value}; never null. */
  V copy(V value);
}
