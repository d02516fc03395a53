package io.symphra.cache.internal;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys whose load failed in one call, and the first reason. Used by one thread. */
final class LoadFailures<K> {

  private Set<K> keys = Set.of();
  private Outcome.@Nullable Failed<?> first;

  void add(K key, Outcome.Failed<?> failed) {
    if (first == null) {
      keys = new HashSet<>();
      first = failed;
    }
    keys.add(key);
  }

  /** Throws an exception of this call's own, whoever led the flight. */
  void throwIfAny() {
    if (first != null) {
      throw first.exception(keys);
    }
  }
}
