package io.symphra.cache.benchmarks.hitrate;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;

/** Plays a trace through an empty cache, on one thread, and says which share of the requests hit. */
interface Player {

  /** The share from 0 to 1. */
  double hitRate(Trace trace, int size);

  /** Ours, read-through. */
  static double symphra(Trace trace, int size) {
    try (CacheManager manager =
        CacheManager.builder().maintenanceExecutor(Runnable::run).build()) {
      Cache<Integer, Integer> cache = manager
          .cache("trace", Integer.class, Integer.class)
          .maximumSize(size)
          .loader(CacheLoader.oneByOne(key -> key))
          .build();
      for (int key : trace.keys()) {
        cache.get(key);
      }
      return cache.stats().hitRate();
    }
  }

  /** Caffeine, tidied up by the caller as ours is, so that it does not depend on when another thread gets a turn. */
  static double caffeine(Trace trace, int size) {
    com.github.benmanes.caffeine.cache.Cache<Integer, Integer> cache = Caffeine.newBuilder()
        .executor(Runnable::run)
        .maximumSize(size)
        .recordStats()
        .build();
    for (int key : trace.keys()) {
      var unused = cache.get(key, same -> same);
    }
    return cache.stats().hitRate();
  }
}
