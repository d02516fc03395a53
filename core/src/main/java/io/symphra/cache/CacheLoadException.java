package io.symphra.cache;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A loader failed, or broke its contract. The cause is what it threw. Nothing was cached for these keys. */
public class CacheLoadException extends CacheException {

  private static final long serialVersionUID = 1L;

  private final transient Set<?> keys;

  /** With the keys that were being loaded. */
  public CacheLoadException(String message, Set<?> keys, @Nullable Throwable cause) {
    super(message, cause);
    this.keys = Set.copyOf(keys);
  }

  /** The keys that could not be loaded. They are not in the message, because a key may be personal data. */
  public Set<?> keys() {
    return keys == null ? Set.of() : keys;
  }
}
