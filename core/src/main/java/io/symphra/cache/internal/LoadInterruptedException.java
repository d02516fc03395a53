package io.symphra.cache.internal;

import io.symphra.cache.CacheLoadException;
import java.util.Set;

/** A thread was interrupted in a loader, or while it waited for one: says nothing about the keys. */
final class LoadInterruptedException extends CacheLoadException {

  private static final long serialVersionUID = 1L;

  LoadInterruptedException(String message, Exception cause) {
    super(message, Set.of(), cause);
  }
}
