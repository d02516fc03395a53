package io.symphra.cache.internal;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.protect.Coalescing;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The step that joins loads of different keys into one.
 *
 * <p>The first load of a batch leads it: it waits for the window or until the batch is full, and goes on for all. The
 * others wait for it. A leader that is interrupted, or meets an error, leaves its batch without an answer, and the others
 * make a new one; any other failure is everybody's. Thread-safe.
 */
final class CoalescedLoads<K, V> implements LoadStep<K, V> {

  private final Coalescing coalescing;
  private final @Nullable CacheLoader<K, V> loader;
  private final LoaderThreads<K, V> threads;
  private final LoadStep<K, V> next;
  private final StatsRecorder stats;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable LoadBatch<K, V> gathering;

  /**
   * A step.
   *
   * @param loader the loader whose calls are joined
   */
  CoalescedLoads(
      Coalescing coalescing,
      @Nullable CacheLoader<K, V> loader,
      LoaderThreads<K, V> threads,
      LoadStep<K, V> next,
      StatsRecorder stats) {
    this.coalescing = coalescing;
    this.loader = loader;
    this.threads = threads;
    this.next = next;
    this.stats = stats;
  }

  @Override
  public Loaded<K, V> load(LoadRequest<K, V> request) throws Exception {
    if (!isToWait(request)) {
      return next.load(request);
    }
    while (true) {
      LoadBatch<K, V> batch = join(request);
      if (batch.isLedBy(request)) {
        return lead(batch);
      }
      Loaded<K, V> loaded = batch.await();
      if (loaded != null) {
        stats.coalescedLoads.increment();
        return loaded;
      }
    }
  }

  /** A fill is a batch already. Who waits for a loader's own reads waits for that loader too. */
  private boolean isToWait(LoadRequest<K, V> request) {
    return request.loader() == loader
        && request.purpose() != Purpose.FILL
        && request.purpose() != Purpose.OVERWRITE
        && request.keys().size() < coalescing.maxBatch()
        && !threads.isLoading();
  }

  /** The batch that the request is in now; it leads it if it is the first. */
  private LoadBatch<K, V> join(LoadRequest<K, V> request) {
    lock.lock();
    try {
      LoadBatch<K, V> batch = gathering;
      if (batch != null && !batch.hasRoom(request, coalescing.maxBatch())) {
        close(batch);
        batch = null;
      }
      if (batch == null) {
        batch = new LoadBatch<>(request);
        gathering = batch;
      } else {
        batch.add(request);
      }
      if (batch.size() >= coalescing.maxBatch()) {
        close(batch);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody joins the batch from now on, and its leader need not wait any longer. */
  private void close(LoadBatch<K, V> batch) {
    lock.lock();
    try {
      if (gathering == batch) {
        gathering = null;
        batch.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private Loaded<K, V> lead(LoadBatch<K, V> batch) throws Exception {
    try {
      if (!batch.isClosedWithin(coalescing.window())) {
        close(batch);
      }
      Loaded<K, V> loaded = next.load(batch.request());
      batch.complete(loaded);
      return loaded;
    } catch (InterruptedException e) { // this caller's own
      throw e;
    } catch (
        Exception e) { // user code: everybody's, unless a loader wrapped this caller's interrupt
      if (!Thread.currentThread().isInterrupted()) {
        batch.fail(e);
      }
      throw e;
    } finally {
      close(batch);
      batch.leave();
    }
  }
}
