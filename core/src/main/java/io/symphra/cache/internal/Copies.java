package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.Copier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cache with a copier has in place of the values that cross its border; without one, the values themselves.
 *
 * <p>A value enters as an entry: {@link EntryFactory} makes all of them. It leaves by {@link CopyingReads}, the verbs, the
 * inspection, and to loaders as {@link OldEntries}. Between these nothing is copied. Thread-safe.
 */
final class Copies<V> {

  private final String cacheName;
  private final Optional<Copier<V>> copier;

  private Copies(String cacheName, Optional<Copier<V>> copier) {
    this.cacheName = cacheName;
    this.copier = copier;
  }

  static <V> Copies<V> of(CacheConfig<?, V> config) {
    return new Copies<>(config.name(), config.copier());
  }

  boolean areMade() {
    return copier.isPresent();
  }

  @SuppressWarnings(
      "ConstantValue") // what user code returns is checked, whatever its signature promises
  V of(V value) {
    if (copier.isEmpty()) {
      return value;
    }
    V copy = copier.get().copy(value);
    if (copy == null) {
      throw new IllegalStateException(
          "cache '%s': the copier returned null; it must return a copy".formatted(cacheName));
    }
    return copy;
  }

  /** The same for what may be missing. */
  @Nullable
  V orNull(@Nullable V value) {
    return value == null ? null : of(value);
  }
}
