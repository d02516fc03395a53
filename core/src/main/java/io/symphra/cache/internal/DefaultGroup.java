package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.Group;
import io.symphra.cache.spi.Glob;

/** A prefix of a cache; thread-safe. */
record DefaultGroup(String prefix, DefaultCache<?, ?> cache) implements Group {

  @Override
  public void invalidateAll() {
    invalidateMatching("*");
  }

  @Override
  public void invalidateMatching(String glob) {
    requireNonNull(glob, () -> "cache '%s': glob must not be null".formatted(cache.name()));
    cache.invalidateGroup(prefix, new Glob(glob));
  }
}
