package io.symphra.cache;

import org.jspecify.annotations.Nullable;

/** An asynchronous call was not begun, because too many are under way or the executor takes no more; it did nothing. */
public class AsyncRejectedException extends CacheException {

  private static final long serialVersionUID = 1L;

  /** With a message that says what to do. */
  public AsyncRejectedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
