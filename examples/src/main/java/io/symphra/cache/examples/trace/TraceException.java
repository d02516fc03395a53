package io.symphra.cache.examples.trace;

import org.jspecify.annotations.Nullable;

/** A trace cannot be played as it was given. The message says what is wrong with which file, and what is allowed. */
public final class TraceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message for the person who named the file. */
  public TraceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
