package io.symphra.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose calls do not block: the methods of {@link Cache}, returning futures. See there what each does.
 *
 * <p><b>Where it runs.</b> What the local tier has is answered at once: the future is complete when the method returns.
 * Everything else runs as the blocking call does, on the executor of the manager, loaders, writers and the given functions
 * included; security, logging and transaction contexts of the caller do not reach it. Loads are shared with blocking callers
 * and with other asynchronous ones.
 *
 * <p><b>How it fails.</b> The future fails with what the blocking call throws, unwrapped: {@code join()} shows it as the
 * cause of a {@link java.util.concurrent.CompletionException}, {@code get()} as that of an
 * {@link java.util.concurrent.ExecutionException}, {@code whenComplete} as it is. Arguments are checked before there is a
 * future, and so is that the cache is open: these exceptions are thrown at once.
 *
 * <p><b>How much.</b> At most 10,000 calls of a cache are under way at once, and no more than the executor takes. Beyond that
 * the future fails with an {@link AsyncRejectedException}, and nothing was done.
 *
 * <p><b>Giving up.</b> Each call has a future of its own, and may cancel it, complete it or give it a timeout. A call that
 * has not begun then is skipped. One that has begun goes on, for those who share its load and for the cache, and leaves
 * nothing behind that it would not leave anyway; a write that has begun is written.
 *
 * <p><b>Closing.</b> When the cache is closed, calls that have not begun fail with a {@link CacheClosedException}. Those that
 * have begun end as blocking ones do; if the manager stops its own threads, they fail with that exception as soon as they
 * notice.
 *
 * <p><b>What cannot work.</b> A loader, writer or function that waits for an asynchronous call (by {@code join()} or
 * {@code get()}) holds a thread of the executor meanwhile. On a bounded pool all threads may come to wait for calls that are
 * in the queue behind them. Use the blocking cache there; it needs no second thread.
 *
 * <p>Thread-safe.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface AsyncCache<K, V> {

  /** The cache whose calls block, with the same options. */
  Cache<K, V> synchronous();

  // Reading

  /**
   * See {@link Cache#get(Object)}.
   *
   * @return completes with the value, or null if there is none
   */
  CompletableFuture<@Nullable V> get(K key);

  /**
   * See {@link Cache#get(Object, Function)}; {@code loader} runs on the executor.
   *
   * @return completes with the value, or null if there is none
   */
  CompletableFuture<@Nullable V> get(K key, Function<? super K, ? extends @Nullable V> loader);

  /**
   * See {@link Cache#getIfPresent}.
   *
   * @return completes with the value, or null if no tier has it
   */
  CompletableFuture<@Nullable V> getIfPresent(K key);

  /** See {@link Cache#getAll}. */
  CompletableFuture<Map<K, V>> getAll(Collection<? extends K> keys);

  /** See {@link Cache#fill}; {@code loader} runs on the executor. */
  CompletableFuture<Map<K, FillOutcome>> fill(
      Collection<? extends K> keys, CacheLoader<K, V> loader, FillOptions<K, V> options);

  // Writing

  /** See {@link Cache#put(Object, Object)}. */
  CompletableFuture<@Nullable Void> put(K key, V value);

  /** See {@link Cache#put(Object, Object, Duration)}. */
  CompletableFuture<@Nullable Void> put(K key, V value, Duration timeToLive);

  /** See {@link Cache#putAll}. */
  CompletableFuture<@Nullable Void> putAll(Map<? extends K, ? extends V> entries);

  /** See {@link Cache#remove(Object)}. */
  CompletableFuture<@Nullable Void> remove(K key);

  /** See {@link Cache#update(Object, WriteCall)}; {@code write} runs on the executor. */
  <R> CompletableFuture<R> update(K key, WriteCall<R, ?> write);

  /** See {@link Cache#update(Object, WriteAction)}; {@code write} runs on the executor. */
  CompletableFuture<@Nullable Void> update(K key, WriteAction<?> write);

  /**
   * Runs a write of the caller's own that does not block, under a fence, and drops the key: the fence stands from before
   * {@code write} is called until the stage that it returns has completed. No thread is held meanwhile.
   *
   * @param write begins the write, on the executor, which it is given; a stage that never completes keeps the key out of
   *     the cache for as long as a {@link WriteScope} that is not closed
   * @return completes with what the stage completed with, after the fence is lowered; fails with what {@code write} threw
   *     or the stage failed with
   */
  <R> CompletableFuture<R> updateAsync(
      K key, Function<? super Executor, ? extends CompletionStage<R>> write);

  // Writing what depends on the current value

  /**
   * See {@link Cache#putIfAbsent}.
   *
   * @return completes with the current value, or null if there was none and {@code value} was stored
   */
  CompletableFuture<@Nullable V> putIfAbsent(K key, V value);

  /**
   * See {@link Cache#getAndPut}.
   *
   * @return completes with the value that was replaced, or null if there was none
   */
  CompletableFuture<@Nullable V> getAndPut(K key, V value);

  /**
   * See {@link Cache#getAndRemove}.
   *
   * @return completes with the value that was removed, or null if there was none
   */
  CompletableFuture<@Nullable V> getAndRemove(K key);

  /**
   * See {@link Cache#replace(Object, Object)}.
   *
   * @return completes with the value that was replaced, or null if there was none and nothing was stored
   */
  CompletableFuture<@Nullable V> replace(K key, V value);

  /** See {@link Cache#replace(Object, Object, Object)}. */
  CompletableFuture<Boolean> replace(K key, V oldValue, V newValue);

  /** See {@link Cache#remove(Object, Object)}. */
  CompletableFuture<Boolean> remove(K key, V oldValue);

  /**
   * See {@link Cache#update(Object, UpdateFunction)}; {@code function} runs on the executor.
   *
   * @return completes with what the function returned in the last try, or null if it removed the key
   */
  CompletableFuture<@Nullable V> update(K key, UpdateFunction<V, ?> function);

  // Letting go

  /** See {@link Cache#invalidate}. */
  CompletableFuture<@Nullable Void> invalidate(K key);

  /** See {@link Cache#invalidateAll}. */
  CompletableFuture<@Nullable Void> invalidateAll(Collection<? extends K> keys);

  /** See {@link Cache#invalidateMatching}. */
  CompletableFuture<@Nullable Void> invalidateMatching(String glob);

  /** See {@link Cache#clear}. */
  CompletableFuture<@Nullable Void> clear();

  /** See {@link Cache#expire}. */
  CompletableFuture<Boolean> expire(K key, Duration timeToLive);

  /** See {@link Cache#expireNow}. */
  CompletableFuture<Boolean> expireNow(K key);

  /** See {@link Cache#cleanUp}. */
  CompletableFuture<CleanUpResult> cleanUp();

  // Looking

  /** See {@link Cache#keys}. */
  CompletableFuture<Set<K>> keys(String glob, int limit);

  /** See {@link Cache#remainingTimeToLive}. */
  CompletableFuture<Optional<Duration>> remainingTimeToLive(K key);

  /** See {@link Cache#entry}. */
  CompletableFuture<Optional<CacheEntry<K, V>>> entry(K key);
}
