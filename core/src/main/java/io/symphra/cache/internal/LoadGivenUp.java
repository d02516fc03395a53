package io.symphra.cache.internal;

import org.jspecify.annotations.Nullable;

/** A step gave a load up before the loader answered. */
final class LoadGivenUp extends Exception {

  private static final long serialVersionUID = 1L;

  private final LoadFailure failure;
  private final String message;

  LoadGivenUp(LoadFailure failure, String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
    this.failure = failure;
    this.message = message;
  }

  /** How the flights of the load end. */
  <V> Outcome.Failed<V> outcome() {
    return new Outcome.Failed<>(failure, message, getCause());
  }
}
