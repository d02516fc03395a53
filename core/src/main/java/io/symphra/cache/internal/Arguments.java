package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheClosedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of a cache and its views, and that it is open. Thread-safe. */
final class Arguments<K> {

  private static final VarHandle CLOSED;

  static {
    try {
      CLOSED = MethodHandles.lookup().findVarHandle(Arguments.class, "closed", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String cacheName;
  private volatile boolean closed;

  Arguments(String cacheName) {
    this.cacheName = cacheName;
  }

  /** Closes the door; whether it was open. */
  boolean close() {
    return CLOSED.compareAndSet(this, false, true);
  }

  void requireOpen() {
    if (closed) {
      throw new CacheClosedException("cache '%s' is closed".formatted(cacheName));
    }
  }

  K key(K key) {
    requireOpen();
    require(key, "key");
    return key;
  }

  Set<K> keys(Collection<? extends K> keys) {
    requireOpen();
    require(keys, "keys");
    keys.forEach(key -> require(key, "key"));
    return new LinkedHashSet<>(keys);
  }

  int limit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "cache '%s': limit must be at least 1, was %d".formatted(cacheName, limit));
    }
    return limit;
  }

  /** Any other argument. */
  void require(@Nullable Object argument, String name) {
    if (argument == null) {
      requireNonNull(argument, () -> "cache '%s': %s must not be null".formatted(cacheName, name));
    }
  }
}
