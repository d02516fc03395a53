package io.symphra.cache;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else changed a key while a call decided what to write.
 *
 * <p>A {@link CacheWriter} throws it when the system of record refuses a write because its version check failed, as in
 * {@code update ... where version = ?}. A conditional verb ({@code replace}, {@code update} with a function, and so on)
 * then reads anew and decides again; when it has done so often enough it throws this to its caller. Nothing was written by
 * the last try.
 */
public class WriteConflictException extends CacheWriteException {

  private static final long serialVersionUID = 1L;

  /** With a message, and the cause if there is one. */
  public WriteConflictException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
