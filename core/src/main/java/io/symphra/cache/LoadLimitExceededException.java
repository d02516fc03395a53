package io.symphra.cache;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A load was turned away, because too many were under way: see {@link io.symphra.cache.protect.LoadLimit}. The loader was
 * not called; trying again later may help.
 */
public class LoadLimitExceededException extends CacheLoadException {

  private static final long serialVersionUID = 1L;

  /** With the keys that were to be loaded. */
  public LoadLimitExceededException(String message, Set<?> keys, @Nullable Throwable cause) {
    super(message, keys, cause);
  }
}
