package io.symphra.cache.internal;

import io.symphra.cache.CacheLoadException;
import io.symphra.cache.LoadLimitExceededException;
import io.symphra.cache.LoadTimeoutException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a load failed, and so which exception its callers get. */
enum LoadFailure {

  /** The loader threw or broke its contract. */
  LOADER {
    @Override
    CacheLoadException exception(String message, Set<?> keys, @Nullable Throwable cause) {
      return new CacheLoadException(message, keys, cause);
    }
  },

  /** The load limit turned it away. */
  LIMIT {
    @Override
    CacheLoadException exception(String message, Set<?> keys, @Nullable Throwable cause) {
      return new LoadLimitExceededException(message, keys, cause);
    }
  },

  /** It took too long. */
  TIMEOUT {
    @Override
    CacheLoadException exception(String message, Set<?> keys, @Nullable Throwable cause) {
      return new LoadTimeoutException(message, keys, cause);
    }
  };

  /** A new exception, because each caller gets one of its own. */
  abstract CacheLoadException exception(String message, Set<?> keys, @Nullable Throwable cause);

  /** How a load ends that failed with an exception of a step or of the loader. */
  static <V> Outcome.Failed<V> of(String cacheName, Set<?> keys, Exception cause) {
    if (cause instanceof LoadGivenUp given) {
      return given.outcome();
    }
    String message = "cache '%s': loading %d keys failed".formatted(cacheName, keys.size());
    return new Outcome.Failed<>(LOADER, message, cause);
  }
}
