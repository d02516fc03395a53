package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.CacheEntry;
import io.symphra.cache.CacheException;
import io.symphra.cache.CleanUpResult;
import io.symphra.cache.GroupStats;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks into the tiers and leaves no trace. Thread-safe. */
final class Inspection<K, V> {

  private final CacheConfig<K, V> config;
  private final LocalTier<K, V> local;
  private final SharedCache<K, V> shared;
  private final Ticker ticker;
  private final StatsRecorder stats;
  private final Copies<V> copies;

  Inspection(
      CacheConfig<K, V> config,
      LocalTier<K, V> local,
      SharedCache<K, V> shared,
      Ticker ticker,
      StatsRecorder stats) {
    this.config = config;
    this.local = local;
    this.shared = shared;
    this.ticker = ticker;
    this.stats = stats;
    this.copies = Copies.of(config);
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

  Optional<CacheEntry<K, V>> entry(K key) {
    long now = ticker.read();
    LocalEntry<V> here = local.store().peek(key);
    if (here != null && local.isCoherent(here, now)) {
      return Optional.of(shown(Snapshot.ofLocal(key, here, now)));
    }
    if (!local.copiesSharedTier()) {
      return Optional.empty();
    }
    StoredEntry<V> there = ask("for an entry", () -> shared.get(List.of(key))).get(key);
    long then = shared.now();
    return there == null || !there.isAlive(then)
        ? Optional.empty()
        : Optional.of(shown(Snapshot.ofShared(key, there, then)));
  }

  /** Walks over the local tier's live entries, which change meanwhile, until there are enough. */
  List<CacheEntry<K, V>> entries(int limit) {
    long now = ticker.read();
    List<CacheEntry<K, V>> found = new ArrayList<>();
    for (Map.Entry<K, LocalEntry<V>> entry : local.store().entries()) {
      if (found.size() == limit) {
        break;
      }
      if (local.isCoherent(entry.getValue(), now)) {
        found.add(shown(Snapshot.ofLocal(entry.getKey(), entry.getValue(), now)));
      }
    }
    return Collections.unmodifiableList(found);
  }

  private CacheEntry<K, V> shown(CacheEntry<K, V> entry) {
    return copies.areMade() ? entry.withValue(copies.orNull(entry.value())) : entry;
  }

  List<CacheEntry<K, V>> hottest(int n) {
    long now = ticker.read();
    return local.store().hottest(n).entrySet().stream()
        .filter(entry -> local.isCoherent(entry.getValue(), now))
        .map(entry -> shown(Snapshot.ofLocal(entry.getKey(), entry.getValue(), now)))
        .toList();
  }

  List<CacheEntry<K, V>> largest(int n) {
    long now = ticker.read();
    Largest<Map.Entry<K, LocalEntry<V>>> largest = new Largest<>(n);
    if (config.weigher().isEmpty() && config.sizeOf().isEmpty()) {
      throw new IllegalStateException(
          "cache '%s': largest(n) needs maximumWeight with a weigher, or maximumValueSize, to know what is large"
              .formatted(config.name()));
    }
    for (Map.Entry<K, LocalEntry<V>> entry : local.store().entries()) {
      if (local.isCoherent(entry.getValue(), now)) {
        largest.offer(sizeOf(entry.getValue()), entry);
      }
    }
    return largest.inOrder().stream()
        .map(entry -> shown(Snapshot.ofLocal(entry.getKey(), entry.getValue(), now)))
        .toList();
  }

  private long sizeOf(LocalEntry<V> entry) {
    V value = entry.value;
    return config.weigher().isPresent() || value == null
        ? entry.weight
        : ValueSizeLimit.sizeOf(config, value);
  }

  GroupStats statsMatching(Glob glob) {
    long now = ticker.read();
    long fresh = 0;
    long stale = 0;
    long negative = 0;
    long weight = 0;
    long accesses = 0;
    for (Map.Entry<K, LocalEntry<V>> one : local.store().entries()) {
      LocalEntry<V> entry = one.getValue();
      if (local.isCoherent(entry, now) && glob.matches(config.keyCodec().encode(one.getKey()))) {
        if (entry.isFresh(now)) {
          fresh++;
        } else {
          stale++;
        }
        negative += entry.value == null ? 1 : 0;
        weight += entry.weight;
        accesses += entry.accesses();
      }
    }
    return new GroupStats(fresh + stale, fresh, stale, negative, weight, accesses);
  }

  /** What other threads' use of the store lets go meanwhile is counted with it. */
  CleanUpResult cleanUp() {
    long expired = stats.expiries.sum();
    long evicted = stats.evictions.sum();
    local.store().cleanUp();
    return new CleanUpResult(stats.expiries.sum() - expired, stats.evictions.sum() - evicted);
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
