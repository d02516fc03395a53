package io.symphra.cache.internal;

import io.symphra.cache.AsyncCache;
import io.symphra.cache.Cache;
import io.symphra.cache.CacheEntry;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CleanUpResult;
import io.symphra.cache.FillOptions;
import io.symphra.cache.FillOutcome;
import io.symphra.cache.UpdateFunction;
import io.symphra.cache.WriteAction;
import io.symphra.cache.WriteCall;
import io.symphra.cache.spi.Glob;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The face of a cache that does not block: checks arguments, answers local hits, and leaves the rest to the cache on the
 * executor. Thread-safe.
 */
final class DefaultAsyncCache<K, V> implements AsyncCache<K, V> {

  private final Cache<K, V> cache;
  private final Arguments<K> arguments;
  private final AsyncReads<K, V> reads;
  private final AsyncCalls calls;

  DefaultAsyncCache(
      Cache<K, V> cache, Arguments<K> arguments, AsyncReads<K, V> reads, AsyncCalls calls) {
    this.cache = cache;
    this.arguments = arguments;
    this.reads = reads;
    this.calls = calls;
  }

  @Override
  public Cache<K, V> synchronous() {
    return cache;
  }

  @Override
  public CompletableFuture<@Nullable V> get(K key) {
    return reads.get(arguments.key(key));
  }

  @Override
  public CompletableFuture<@Nullable V> get(
      K key, Function<? super K, ? extends @Nullable V> loader) {
    arguments.require(loader, "loader");
    return reads.getAside(arguments.key(key), loader);
  }

  @Override
  public CompletableFuture<@Nullable V> getIfPresent(K key) {
    return reads.peek(arguments.key(key));
  }

  @Override
  public CompletableFuture<Map<K, V>> getAll(Collection<? extends K> keys) {
    return reads.getAll(arguments.keys(keys));
  }

  @Override
  public CompletableFuture<Map<K, FillOutcome>> fill(
      Collection<? extends K> keys, CacheLoader<K, V> loader, FillOptions<K, V> options) {
    arguments.require(loader, "loader");
    arguments.require(options, "options");
    Set<K> checked = arguments.keys(keys);
    return calls.start(() -> cache.fill(checked, loader, options));
  }

  @Override
  public CompletableFuture<@Nullable Void> put(K key, V value) {
    checkEntry(key, value);
    return run(() -> cache.put(key, value));
  }

  @Override
  public CompletableFuture<@Nullable Void> put(K key, V value, Duration timeToLive) {
    checkEntry(key, value);
    arguments.timeToLive(timeToLive);
    return run(() -> cache.put(key, value, timeToLive));
  }

  @Override
  public CompletableFuture<@Nullable Void> putAll(Map<? extends K, ? extends V> entries) {
    arguments.entries(entries);
    Map<K, V> checked = new LinkedHashMap<>(entries);
    return run(() -> cache.putAll(checked));
  }

  @Override
  public CompletableFuture<@Nullable Void> remove(K key) {
    arguments.key(key);
    return run(() -> cache.remove(key));
  }

  @Override
  public <R> CompletableFuture<R> update(K key, WriteCall<R, ?> write) {
    arguments.require(write, "write");
    arguments.key(key);
    return calls.start(() -> cache.<R, Exception>update(key, write::call));
  }

  @Override
  public CompletableFuture<@Nullable Void> update(K key, WriteAction<?> write) {
    arguments.require(write, "write");
    arguments.key(key);
    return calls.<@Nullable Void>start(() -> {
      cache.<Exception>update(key, write::run);
      return null;
    });
  }

  @Override
  public <R> CompletableFuture<R> updateAsync(
      K key, Function<? super Executor, ? extends CompletionStage<R>> write) {
    arguments.require(write, "write");
    arguments.key(key);
    return calls.startOpen(new AsyncUpdate<>(calls, () -> cache.writing(List.of(key)), write));
  }

  @Override
  public CompletableFuture<@Nullable V> putIfAbsent(K key, V value) {
    checkEntry(key, value);
    return calls.<@Nullable V>start(() -> cache.putIfAbsent(key, value));
  }

  @Override
  public CompletableFuture<@Nullable V> getAndPut(K key, V value) {
    checkEntry(key, value);
    return calls.<@Nullable V>start(() -> cache.getAndPut(key, value));
  }

  @Override
  public CompletableFuture<@Nullable V> getAndRemove(K key) {
    arguments.key(key);
    return calls.<@Nullable V>start(() -> cache.getAndRemove(key));
  }

  @Override
  public CompletableFuture<@Nullable V> replace(K key, V value) {
    checkEntry(key, value);
    return calls.<@Nullable V>start(() -> cache.replace(key, value));
  }

  @Override
  public CompletableFuture<Boolean> replace(K key, V oldValue, V newValue) {
    arguments.key(key);
    arguments.require(oldValue, "oldValue");
    arguments.require(newValue, "newValue");
    return calls.start(() -> cache.replace(key, oldValue, newValue));
  }

  @Override
  public CompletableFuture<Boolean> remove(K key, V oldValue) {
    arguments.key(key);
    arguments.require(oldValue, "oldValue");
    return calls.start(() -> cache.remove(key, oldValue));
  }

  @Override
  public CompletableFuture<@Nullable V> update(K key, UpdateFunction<V, ?> function) {
    arguments.require(function, "function");
    arguments.key(key);
    UpdateFunction<V, Exception> any = function::apply;
    return calls.<@Nullable V>start(() -> cache.update(key, any));
  }

  @Override
  public CompletableFuture<@Nullable Void> invalidate(K key) {
    arguments.key(key);
    return run(() -> cache.invalidate(key));
  }

  @Override
  public CompletableFuture<@Nullable Void> invalidateAll(Collection<? extends K> keys) {
    Set<K> checked = arguments.keys(keys);
    return run(() -> cache.invalidateAll(checked));
  }

  @Override
  public CompletableFuture<@Nullable Void> invalidateMatching(String glob) {
    checkGlob(glob);
    return run(() -> cache.invalidateMatching(glob));
  }

  @Override
  public CompletableFuture<@Nullable Void> clear() {
    arguments.requireOpen();
    return run(cache::clear);
  }

  @Override
  public CompletableFuture<Boolean> expire(K key, Duration timeToLive) {
    arguments.key(key);
    arguments.timeToLive(timeToLive);
    return calls.start(() -> cache.expire(key, timeToLive));
  }

  @Override
  public CompletableFuture<Boolean> expireNow(K key) {
    arguments.key(key);
    return calls.start(() -> cache.expireNow(key));
  }

  @Override
  public CompletableFuture<CleanUpResult> cleanUp() {
    arguments.requireOpen();
    return calls.start(cache::cleanUp);
  }

  @Override
  public CompletableFuture<Set<K>> keys(String glob, int limit) {
    checkGlob(glob);
    arguments.atLeastOne("limit", limit);
    return calls.start(() -> cache.keys(glob, limit));
  }

  @Override
  public CompletableFuture<Optional<Duration>> remainingTimeToLive(K key) {
    arguments.key(key);
    return calls.start(() -> cache.remainingTimeToLive(key));
  }

  @Override
  public CompletableFuture<Optional<CacheEntry<K, V>>> entry(K key) {
    arguments.key(key);
    return calls.start(() -> cache.entry(key));
  }

  @Override
  public String toString() {
    return "Async" + cache;
  }

  private void checkEntry(K key, V value) {
    arguments.key(key);
    arguments.require(value, "value");
  }

  /** A glob that is not one is refused before there is a future. */
  private void checkGlob(String glob) {
    arguments.requireOpen();
    arguments.require(glob, "glob");
    Glob unused = new Glob(glob);
  }

  private CompletableFuture<@Nullable Void> run(Runnable blocking) {
    return calls.<@Nullable Void>start(() -> {
      blocking.run();
      return null;
    });
  }
}
