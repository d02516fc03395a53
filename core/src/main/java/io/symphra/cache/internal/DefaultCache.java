package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheClosedException;
import io.symphra.cache.CacheConfig;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheStats;
import io.symphra.cache.FillOptions;
import io.symphra.cache.FillOutcome;
import io.symphra.cache.Group;
import io.symphra.cache.WriteAction;
import io.symphra.cache.WriteCall;
import io.symphra.cache.WriteScope;
import io.symphra.cache.spi.Glob;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The front of a cache: checks arguments and hands on to the read path, the write path or the invalidation. */
final class DefaultCache<K, V> implements Cache<K, V> {

  private final CacheParts<K, V> parts;
  private final CacheConfig<K, V> config;
  private final ReadPath<K, V> reads;
  private final AtomicBoolean closed = new AtomicBoolean();

  DefaultCache(CacheParts<K, V> parts) {
    this.parts = parts;
    this.config = parts.config();
    this.reads = parts.reads();
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public CacheConfig<K, V> config() {
    return config;
  }

  @Override
  public @Nullable V get(K key) {
    return reads.get(checked(key));
  }

  @Override
  public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
    require(loader, "loader");
    return reads.getAside(checked(key), loader);
  }

  @Override
  public @Nullable V getIfPresent(K key) {
    return reads.peek(checked(key));
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    return reads.getAll(checkedAll(keys));
  }

  @Override
  public Map<K, FillOutcome> fill(
      Collection<? extends K> keys, CacheLoader<K, V> loader, FillOptions<K, V> options) {
    require(loader, "loader");
    require(options, "options");
    return parts.filler().fill(checkedAll(keys), loader, options);
  }

  @Override
  public void put(K key, V value) {
    checked(key);
    require(value, "value");
    parts.writes().put(Map.of(key, value));
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries) {
    require(entries, "entries");
    checkedAll(entries.keySet());
    entries.values().forEach(value -> require(value, "value"));
    if (!entries.isEmpty()) {
      parts.writes().put(new LinkedHashMap<>(entries));
    }
  }

  @Override
  public void remove(K key) {
    parts.writes().remove(Set.of(checked(key)));
  }

  @Override
  public <R, X extends Exception> R update(K key, WriteCall<R, X> write) throws X {
    require(write, "write");
    return parts.writes().update(Set.of(checked(key)), write);
  }

  @Override
  public <X extends Exception> void update(K key, WriteAction<X> write) throws X {
    require(write, "write");
    parts.writes().update(Set.of(checked(key)), () -> {
      write.run();
      return true;
    });
  }

  @Override
  public WriteScope writing(Collection<? extends K> keys) {
    Set<K> checked = checkedAll(keys);
    if (checked.isEmpty()) {
      throw new IllegalArgumentException(
          "cache '%s': keys must not be empty: writing() fences what is written".formatted(name()));
    }
    return parts.writes().open(checked);
  }

  @Override
  public void invalidate(K key) {
    parts.invalidation().keys(Set.of(checked(key)));
  }

  @Override
  public void invalidateAll(Collection<? extends K> keys) {
    parts.invalidation().keys(checkedAll(keys));
  }

  @Override
  public void invalidateMatching(String glob) {
    requireOpen();
    require(glob, "glob");
    parts.invalidation().matching(new Glob(glob));
  }

  @Override
  public void clear() {
    requireOpen();
    parts.invalidation().all();
  }

  @Override
  public Group group(String prefix) {
    require(prefix, "prefix");
    return new DefaultGroup(prefix, this);
  }

  @Override
  public CacheStats stats() {
    return parts.stats().snapshot(parts.local().store().size(), config.maximum());
  }

  @Override
  public Set<K> keys(String glob, int limit) {
    requireOpen();
    require(glob, "glob");
    return parts.inspection().keys(new Glob(glob), requireLimit(limit));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      parts.close();
    }
  }

  @Override
  public String toString() {
    return "Cache[" + name() + "]";
  }

  private K checked(K key) {
    requireOpen();
    require(key, "key");
    return key;
  }

  private Set<K> checkedAll(Collection<? extends K> keys) {
    requireOpen();
    require(keys, "keys");
    keys.forEach(key -> require(key, "key"));
    return new LinkedHashSet<>(keys);
  }

  private void require(@Nullable Object argument, String name) {
    if (argument == null) {
      requireNonNull(argument, () -> "cache '%s': %s must not be null".formatted(name(), name));
    }
  }

  private int requireLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "cache '%s': limit must be at least 1, was %d".formatted(name(), limit));
    }
    return limit;
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new CacheClosedException("cache '%s' is closed".formatted(name()));
    }
  }
}
