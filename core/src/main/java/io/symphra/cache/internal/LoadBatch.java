package io.symphra.cache.internal;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Loads that are joined into one, in the order they came.
 *
 * <p>Until it is closed it grows under its owner's lock; from then on it changes no more.
 */
final class LoadBatch<K, V> {

  private final LoadRequest<K, V> leader;
  private final List<LoadRequest<K, V>> requests = new ArrayList<>();
  private final Set<K> keys = new LinkedHashSet<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CompletableFuture<@Nullable Loaded<K, V>> result = new CompletableFuture<>();

  LoadBatch(LoadRequest<K, V> leader) {
    this.leader = leader;
    add(leader);
  }

  boolean hasRoom(LoadRequest<K, V> request, int most) {
    return keys.size() + request.keys().size() <= most;
  }

  final void add(LoadRequest<K, V> request) {
    requests.add(request);
    keys.addAll(request.keys());
  }

  int size() {
    return keys.size();
  }

  @SuppressWarnings("ReferenceEquality") // two requests for one key are not the same one
  boolean isLedBy(LoadRequest<K, V> request) {
    return leader == request;
  }

  void close() {
    closed.countDown();
  }

  /** Whether it was closed within the window; else its owner closes it now. */
  boolean isClosedWithin(Duration window) throws InterruptedException {
    return closed.await(window.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** All of them as one; only once the batch is closed. */
  LoadRequest<K, V> request() {
    boolean forReader = requests.stream().anyMatch(one -> one.purpose().loadsInAnyCase());
    return new LoadRequest<>(
        leader.loader(), keys, forReader ? Purpose.READ : Purpose.REFRESH, this::old, new All());
  }

  private @Nullable StoredEntry<V> old(K key) {
    for (LoadRequest<K, V> request : requests) {
      if (request.keys().contains(key)) {
        return request.old().apply(key);
      }
    }
    return null;
  }

  void complete(Loaded<K, V> loaded) {
    result.complete(loaded);
  }

  void fail(Exception cause) {
    result.completeExceptionally(cause);
  }

  /** The leader goes; who has no answer by now must look for another batch. */
  void leave() {
    result.complete(null);
  }

  /** What the batch loaded; null if its leader left it without an answer. */
  @Nullable
  Loaded<K, V> await() throws Exception {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
  }

  /** Every load of the batch hears of the one call. Who waits for the leader hears that it was given up from here. */
  private final class All implements LoadRequest.Watcher {

    @Override
    public void begins() {
      requests.forEach(request -> request.watcher().begins());
    }

    @Override
    public void ends() {
      requests.forEach(request -> request.watcher().ends());
    }

    @Override
    public void givenUp(LoadGivenUp why) {
      fail(why);
      leader.watcher().givenUp(why);
    }

    @Override
    public void letGo() {
      leader.watcher().letGo();
    }
  }
}
