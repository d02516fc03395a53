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
}
