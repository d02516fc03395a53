package io.symphra.cache.internal;

import io.symphra.cache.CacheException;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared tier as a reader sees it: it may have nothing to say, but it never throws.
 *
 * <p>When it fails a reader goes on as if the value were missing and the key fenced: it loads and keeps nothing.
 */
final class SharedReads<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(SharedReads.class);

  private final String cacheName;
  private final SharedCache<K, V> shared;
  private final StatsRecorder stats;
  private final Outages outages;

  SharedReads(String cacheName, SharedCache<K, V> shared, StatsRecorder stats, Ticker ticker) {
    this.cacheName = cacheName;
    this.shared = shared;
    this.stats = stats;
    this.outages = new Outages(ticker);
  }

  long now() {
    return shared.now();
  }

  Map<K, StoredEntry<V>> get(Collection<K> keys) {
    return keys.isEmpty() ? Map.of() : orElse("read", () -> shared.get(keys), Map::of);
  }

  Map<K, LeaseAnswer<V>> lease(Collection<K> keys, Duration timeout, @Nullable Long staleAt) {
    return orElse("grant a lease", () -> shared.lease(keys, timeout, staleAt), () -> {
      Map<K, LeaseAnswer<V>> fenced = new HashMap<>();
      keys.forEach(key -> fenced.put(key, new LeaseAnswer.Fenced<>()));
      return fenced;
    });
  }

  /**
   * The same for who had better not load at all without the tier.
   *
   * @throws CacheException if the tier failed
   */
  Map<K, LeaseAnswer<V>> leaseOrThrow(
      Collection<K> keys, Duration timeout, @Nullable Long staleAt) {
    try {
      return shared.lease(keys, timeout, staleAt);
    } catch (RuntimeException e) {
      stats.sharedTierFailures.increment();
      throw new CacheException(
          "cache '%s': the shared tier could not be asked for leases, nothing was loaded"
              .formatted(cacheName),
          e);
    }
  }

  /** Whatever was wrong with the entries, their leases are given back, or others would wait for them in vain. */
  Set<K> fill(Map<K, Fill<V>> fills) {
    if (fills.isEmpty()) {
      return Set.of();
    }
    return orElse("fill", () -> shared.fill(fills), () -> {
      Map<K, Fill<V>> nothing = new HashMap<>();
      fills.forEach((key, fill) -> nothing.put(key, new Fill<>(fill.lease(), null)));
      orElse("take leases back", () -> shared.fill(nothing), Set::of);
      return Set.of();
    });
  }

  void invalidate(Collection<K> keys) {
    orElse(
        "invalidate",
        () -> {
          shared.invalidate(keys);
          return true;
        },
        () -> false);
  }

  void awaitChanges() {
    orElse(
        "pass the barrier",
        () -> {
          shared.awaitChanges();
          return true;
        },
        () -> false);
  }

  private <T> T orElse(String what, Supplier<T> call, Supplier<T> fallback) {
    try {
      T answer = call.get();
      if (outages.endWith(what)) {
        LOG.info("cache '{}': the shared tier no longer fails to {}", cacheName, what);
      }
      return answer;
    } catch (RuntimeException e) {
      stats.sharedTierFailures.increment();
      if (outages.beginWith(what)) { // once per outage: each read would say the same
        LOG.warn(
            "cache '{}': the shared tier failed to {}, readers go on without it",
            cacheName,
            what,
            e);
      }
      return fallback.get();
    }
  }
}
