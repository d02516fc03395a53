package io.symphra.cache.internal;

import io.symphra.cache.CacheLoadException;
import java.util.Set;

/** The thread that led a flight was interrupted in its loader: says nothing about the keys, so others go round again. */
final class LoadInterruptedException extends CacheLoadException {

  private static final long serialVersionUID = 1L;

  LoadInterruptedException(InterruptedException cause) {
    super("interrupted in a loader", Set.of(), cause);
  }
}
