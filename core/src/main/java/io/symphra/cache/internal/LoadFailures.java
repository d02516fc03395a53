package io.symphra.cache.internal;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys whose load failed in one call, and the first reason. Used by one thread. */
final class LoadFailures<K> {

  private final Set<K> keys = new HashSet<>();
  private Outcome.@Nullable Failed<?> first;

  void add(K key, Outcome.Failed<?> failed) {
    keys.add(key);
    if (first == null) {
      first = failed;
    }
  }

  /** Throws an exception of this call's own, whoever led the flight. */
  void throwIfAny() {
    if (first != null) {
      throw first.exception(keys);
    }
  }
}
