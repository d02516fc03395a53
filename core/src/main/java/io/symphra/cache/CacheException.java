package io.symphra.cache;

import org.jspecify.annotations.Nullable;

/** What a cache throws when an operation failed for a reason other than its arguments. */
public class CacheException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message, and the cause if there is one. */
  public CacheException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
