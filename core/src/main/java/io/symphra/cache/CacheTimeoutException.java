package io.symphra.cache;

import org.jspecify.annotations.Nullable;

/**
 * A call waited as long as its {@link CallOptions#timeout(java.time.Duration) timeout} let it. What a read waited for goes
 * on, and its result is cached for the next call. A write that depends on the current value has changed nothing.
 */
public class CacheTimeoutException extends CacheException {

  private static final long serialVersionUID = 1L;

  /** With a message, and the cause if there is one. */
  public CacheTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
