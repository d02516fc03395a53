package io.symphra.cache;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A write failed, or could not begin.
 *
 * <p>If the writer failed, its keys are dropped, and the next read of each goes to the system of record. If the fence
 * could not be raised, nothing was written, and the cache answers what it did before.
 */
public class CacheWriteException extends CacheException {

  private static final long serialVersionUID = 1L;

  private final transient Map<?, ? extends Throwable> failures;

  /** When it is not known which keys failed. */
  public CacheWriteException(String message, @Nullable Throwable cause) {
    this(message, Map.of(), cause);
  }

  /** With what went wrong for each key that is known to have failed. */
  public CacheWriteException(
      String message, Map<?, ? extends Throwable> failures, @Nullable Throwable cause) {
    super(message, cause);
    this.failures = Map.copyOf(failures);
  }

  /** The keys that are known to have failed, and why; empty if the writer did not say. */
  public Map<?, ? extends Throwable> failures() {
    return failures == null ? Map.of() : failures;
  }
}
