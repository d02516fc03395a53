package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.CacheException;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.SharedCache;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Supplier;

/** Looks into the tiers and leaves no trace. Thread-safe. */
final class Inspection<K, V> {

  private final CacheConfig<K, V> config;
  private final LocalTier<K, V> local;
  private final SharedCache<K, V> shared;
  private final StatsRecorder stats;

  Inspection(
      CacheConfig<K, V> config,
      LocalTier<K, V> local,
      SharedCache<K, V> shared,
      StatsRecorder stats) {
    this.config = config;
    this.local = local;
    this.shared = shared;
    this.stats = stats;
  }

  /** The keys of both tiers; the local ones first, because they cost no round trip. */
  Set<K> keys(Glob glob, int limit) {
    Set<K> found = new HashSet<>(local.store().keysMatching(glob, config.keyCodec(), limit));
    if (found.size() < limit && local.copiesSharedTier()) {
      Iterator<K> more = ask("for its keys", () -> shared.scan(glob, limit)).iterator();
      while (found.size() < limit && more.hasNext()) {
        found.add(more.next());
      }
    }
    return Collections.unmodifiableSet(found);
  }

  private <T> T ask(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      stats.sharedTierFailures.increment();
      throw new CacheException(
          "cache '%s': the shared tier could not be asked %s".formatted(config.name(), what), e);
    }
  }
}
