package io.symphra.cache;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A load was given up at its hard timeout: see {@link io.symphra.cache.protect.LoadTimeout}. The cause, if there is one,
 * shows where the loader was.
 */
public class LoadTimeoutException extends CacheLoadException {

  private static final long serialVersionUID = 1L;

  /** With the keys that were being loaded. */
  public LoadTimeoutException(String message, Set<?> keys, @Nullable Throwable cause) {
    super(message, keys, cause);
  }
}
