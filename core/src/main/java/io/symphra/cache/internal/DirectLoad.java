package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;

/** A load of a cache that is switched off: shared with nobody, stored nowhere. Thread-safe. */
final class DirectLoad<K, V> {

  private final String cacheName;
  private final Loads<K, V> loads;
  private final StatsRecorder stats;

  DirectLoad(ReadParts<K, V> parts) {
    this.cacheName = parts.config().name();
    this.loads = parts.loads();
    this.stats = parts.stats();
  }

  /** What the loader has for the keys; counts each key. */
  Map<K, V> load(Set<K> keys, Demand<K, V> demand) {
    stats.bypassedReads.add(keys.size());
    try {
      return loads
          .load(new LoadRequest<>(
              requireNonNull(demand.loader()),
              keys,
              demand.purpose(),
              key -> null,
              LoadRequest.NOBODY))
          .values();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadInterruptedException("interrupted in a loader", e);
    } catch (Exception e) { // user code: becomes the caller's exception
      throw LoadFailure.of(cacheName, keys, e).exception(keys);
    }
  }
}
