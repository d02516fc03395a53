package io.symphra.cache.internal;

import io.symphra.cache.CacheLoadException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a flight ended. */
sealed interface Outcome<V> {

  /**
   * A tier had an entry.
   *
   * @param value the value; null if the entry is negative
   * @param kept whether the local tier keeps it, or could: nothing voided the flight
   * @param stale whether its time to live was over
   */
  record Hit<V>(@Nullable V value, boolean kept, boolean stale) implements Outcome<V> {}

  /**
   * The loader gave a value, or null for none.
   *
   * @param accepted whether the fill was accepted, so that no write came between the lease and the fill
   * @param offered whether there was an entry to store: a value, and one that may be cached
   */
  record Loaded<V>(@Nullable V value, boolean accepted, boolean offered) implements Outcome<V> {}

  /**
   * The load failed.
   *
   * @param failure why
   * @param message what to tell each member
   */
  record Failed<V>(
      LoadFailure failure, String message, @Nullable Throwable cause) implements Outcome<V> {

    /** A new exception for one caller, with the keys that are missing to it. */
    CacheLoadException exception(Set<?> keys) {
      return failure.exception(message, keys, cause);
    }
  }

  /** The key filter knows that there is no such key. */
  record Impossible<V>() implements Outcome<V> {}

  /** The flight ended without an answer; who else wants one goes round again. */
  record NotLoaded<V>(Reason reason) implements Outcome<V> {}

  /** Why a flight did not load. */
  enum Reason {
    /** It was only to look. */
    NO_LOADER,
    /** A write is in progress, and the load was only worth while if it could be stored. */
    FENCED,
    /** Another instance holds the lease, and the load was only worth while if nobody else did it. */
    BUSY,
    /** Its leader was interrupted or failed in a way that says nothing about the key. */
    ABANDONED
  }
}
