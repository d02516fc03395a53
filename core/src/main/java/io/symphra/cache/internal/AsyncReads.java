package io.symphra.cache.internal;

import io.symphra.cache.CacheTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads that do not block: what the local tier has is answered at once, on the caller's thread; the rest is read on the
 * executor. Thread-safe.
 *
 * <p>A timeout fails the future, and needs no second thread to wait for the first.
 */
final class AsyncReads<K, V> {

  private final String cacheName;
  private final Reads<K, V> reads;
  private final AsyncCalls calls;
  private final Optional<Duration> timeout;

  /**
   * Reads on some terms.
   *
   * @param reads what reads, without a timeout
   * @param timeout the longest a future takes, if there is a limit
   */
  AsyncReads(String cacheName, Reads<K, V> reads, AsyncCalls calls, Optional<Duration> timeout) {
    this.cacheName = cacheName;
    this.reads = reads;
    this.calls = calls;
    this.timeout = timeout;
  }

  CompletableFuture<@Nullable V> get(K key) {
    LocalEntry<V> here = reads.getHere(key);
    return here == null
        ? this.<@Nullable V>start(() -> reads.get(key))
        : CompletableFuture.<@Nullable V>completedFuture(here.value);
  }

  CompletableFuture<@Nullable V> getAside(K key, Function<? super K, ? extends @Nullable V> with) {
    LocalEntry<V> here = reads.getAsideHere(key);
    return here == null
        ? this.<@Nullable V>start(() -> reads.getAside(key, with))
        : CompletableFuture.<@Nullable V>completedFuture(here.value);
  }

  CompletableFuture<@Nullable V> peek(K key) {
    LocalEntry<V> here = reads.peekHere(key);
    return here == null
        ? this.<@Nullable V>start(() -> reads.peek(key))
        : CompletableFuture.<@Nullable V>completedFuture(here.value);
  }

  CompletableFuture<Map<K, V>> getAll(Set<K> keys) {
    Map<K, @Nullable V> answers = Answers.to(keys);
    List<K> missing = new ArrayList<>();
    for (Map.Entry<K, @Nullable V> answer : answers.entrySet()) {
      LocalEntry<V> here = reads.getHere(answer.getKey());
      if (here == null) {
        missing.add(answer.getKey());
      } else {
        answer.setValue(here.value);
      }
    }
    if (missing.isEmpty()) {
      return CompletableFuture.completedFuture(Answers.found(answers));
    }
    return start(() -> {
      answers.putAll(reads.getAll(missing));
      return Answers.found(answers);
    });
  }

  private <T extends @Nullable Object> CompletableFuture<T> start(Callable<T> read) {
    CompletableFuture<T> future = calls.start(read);
    timeout.ifPresent(longest -> limit(future, longest));
    return future;
  }

  private void limit(CompletableFuture<?> future, Duration longest) {
    CompletableFuture<@Nullable Void> timer = new CompletableFuture<@Nullable Void>()
        .completeOnTimeout(null, longest.toNanos(), TimeUnit.NANOSECONDS);
    CompletableFuture<?> unused =
        timer.thenRun(() -> future.completeExceptionally(new CacheTimeoutException(
            "cache '%s': a read took longer than its timeout of %s and goes on without its caller"
                .formatted(cacheName, longest),
            null)));
    CompletableFuture<?> unusedToo = future.whenComplete(
        (value, failure) -> timer.cancel(false)); // the JVM's timer lets go of it
  }
}
