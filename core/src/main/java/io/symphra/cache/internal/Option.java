package io.symphra.cache.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One option of a builder, set once at most. Its errors name the cache, the option, the value and what is allowed. */
final class Option<T> {

  private final String cacheName;
  private final String name;
  private @Nullable T value;

  Option(String cacheName, String name) {
    this.cacheName = cacheName;
    this.name = name;
  }

  void set(T value) {
    set(value, true, "");
  }

  void set(T value, boolean isAllowed, String allowed) {
    check(value);
    if (!isAllowed) {
      throw new IllegalArgumentException(
          "cache '%s': %s must be %s, was %s".formatted(cacheName, name, allowed, value));
    }
    this.value = value;
  }

  /** Checks that a value may be set, without setting it. */
  void check(@Nullable Object candidate) {
    if (candidate == null) {
      throw new NullPointerException("cache '%s': %s must not be null".formatted(cacheName, name));
    }
    if (value != null) {
      throw new IllegalStateException(
          "cache '%s': %s was already set to %s".formatted(cacheName, name, value));
    }
  }

  /** Checks that this option was not set, because it excludes another one. */
  void mustBeUnset(String other) {
    if (value != null) {
      throw new IllegalStateException(
          "cache '%s': %s and %s exclude each other, and %s was already set to %s"
              .formatted(cacheName, other, name, name, value));
    }
  }

  boolean isSet() {
    return value != null;
  }

  Optional<T> get() {
    return Optional.ofNullable(value);
  }

  T orElse(T fallback) {
    return value == null ? fallback : value;
  }
}
