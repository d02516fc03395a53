package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.Group;
import io.symphra.cache.GroupStats;
import io.symphra.cache.spi.Glob;
import java.util.Set;

/** A prefix of a cache; thread-safe. */
record DefaultGroup<K>(String prefix, DefaultCache<K, ?> cache) implements Group<K> {

  @Override
  public Set<K> keys(int limit) {
    return cache.keys(under("*"), limit);
  }

  @Override
  public GroupStats stats() {
    return cache.statsMatching(under("*"));
  }

  @Override
  public void invalidateAll() {
    invalidateMatching("*");
  }

  @Override
  public void invalidateMatching(String glob) {
    requireNonNull(glob, () -> "cache '%s': glob must not be null".formatted(cache.name()));
    cache.invalidateGroup(prefix, new Glob(glob));
  }

  private String under(String glob) {
    return Glob.under(prefix, new Glob(glob)).pattern();
  }
}
