package io.symphra.cache.redis;

import io.symphra.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** The Redis server could not be reached, or refused a command. The message says what to do about it. */
public class RedisTierException extends CacheException {

  private static final long serialVersionUID = 1L;

  /** With what happened and, if something else went wrong first, that. */
  public RedisTierException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
