package io.symphra.cache.internal;

import io.symphra.cache.CacheException;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.SharedCache;
import java.util.Collection;

/** Lets entries go from all tiers: the shared tier first, so that nothing comes back from there. Thread-safe. */
final class Invalidation<K, V> {

  private final String cacheName;
  private final SharedCache<K, V> shared;
  private final LocalTier<K, V> local;
  private final KeyCodec<K> keyCodec;
  private final StatsRecorder stats;

  Invalidation(
      String cacheName,
      SharedCache<K, V> shared,
      LocalTier<K, V> local,
      KeyCodec<K> keyCodec,
      StatsRecorder stats) {
    this.cacheName = cacheName;
    this.shared = shared;
    this.local = local;
    this.keyCodec = keyCodec;
    this.stats = stats;
  }

  void keys(Collection<K> keys) {
    everywhere(
        () -> shared.invalidate(keys), () -> keys.forEach(local.changes()::changed), keys.size());
  }

  void matching(Glob glob) {
    everywhere(() -> shared.invalidateMatching(glob), () -> matchingHere(glob), 1);
  }

  void all() {
    everywhere(shared::clear, local.changes()::allChanged, 1);
  }

  private void matchingHere(Glob glob) {
    local.store().keysMatching(glob, keyCodec, Integer.MAX_VALUE).forEach(local.changes()::changed);
  }

  /** What the caller may not see any more goes from the local tier even if the shared tier cannot be told. */
  private void everywhere(Runnable there, Runnable here, int count) {
    try {
      there.run();
    } catch (RuntimeException e) {
      stats.sharedTierFailures.increment();
      throw new CacheException(
          "cache '%s': the shared tier could not be told of an invalidation, it may still answer the old values"
              .formatted(cacheName),
          e);
    } finally {
      here.run();
      stats.invalidations.add(count);
    }
  }
}
