package io.symphra.cache.internal;

import org.jspecify.annotations.Nullable;

/** What a conditional verb makes of a key's current value. */
sealed interface Change<V> {

  /** Leaves it as it is. */
  record Keep<V>() implements Change<V> {}

  /** Puts another in its place. */
  record Put<V>(V value) implements Change<V> {}

  /** Removes the key. */
  record Remove<V>() implements Change<V> {}

  /** Decides; may be asked again with another value. */
  @FunctionalInterface
  interface Decision<V, X extends Exception> {
    Change<V> of(@Nullable V current) throws X;
  }

  /** What came of it: the value that the change was decided on, and the change. */
  record Made<V>(@Nullable V before, Change<V> change) {

    boolean changed() {
      return !(change instanceof Keep<V>);
    }

    @Nullable
    V after() {
      if (change instanceof Put<V> put) {
        return put.value();
      }
      return changed() ? null : before;
    }
  }
}
