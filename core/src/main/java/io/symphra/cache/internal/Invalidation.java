package io.symphra.cache.internal;

import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.SharedCache;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lets entries go from all tiers: the shared tier first, so that nothing comes back from there. Thread-safe. */
final class Invalidation<K, V> {

  private final SharedCache<K, V> shared;
  private final LocalTier<K, V> local;
  private final KeyCodec<K> keyCodec;
  private final StatsRecorder stats;

  Invalidation(
      SharedCache<K, V> shared, LocalTier<K, V> local, KeyCodec<K> keyCodec, StatsRecorder stats) {
    this.shared = shared;
    this.local = local;
    this.keyCodec = keyCodec;
    this.stats = stats;
  }

  void keys(Collection<K> keys) {
    shared.invalidate(keys);
    keys.forEach(local.changes()::changed);
    stats.invalidations.add(keys.size());
  }

  void matching(Glob glob) {
    shared.invalidateMatching(glob);
    List<K> here = new ArrayList<>();
    local.keys().forEach(here::add);
    here.removeIf(key -> !glob.matches(keyCodec.encode(key)));
    here.forEach(local.changes()::changed);
    stats.invalidations.increment();
  }

  void all() {
    shared.clear();
    local.changes().allChanged();
    stats.invalidations.increment();
  }
}
