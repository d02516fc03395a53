package io.symphra.cache.examples.restart;

import io.symphra.cache.Cache;
import io.symphra.cache.examples.trace.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays requests through a read-through cache with several threads.
 *
 * <p>The threads share one queue in the order of the trace. A paced request that finds no thread free waits, and its
 * waiting counts, because its latency begins when it was due. Used once.
 *
 * @param <V> the value type
 */
final class Replay<V> {

  private static final long LOOK_EVERY_MILLIS = 100;

  // The threads need a moment to start, and that is no request's latency.
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Cache<String, V> cache;
  private final WatchedLoader<V> loader;
  private final Requests requests;
  private final Samples samples;
  private final Progress progress;
  private final AtomicInteger next = new AtomicInteger();

  Replay(Cache<String, V> cache, WatchedLoader<V> loader, Requests requests, Progress progress) {
    this.cache = cache;
    this.loader = loader;
    this.requests = requests;
    this.samples = new Samples(requests.size());
    this.progress = progress;
  }

  /**
   * Plays all requests.
   *
   * @throws ExecutionException if a request failed; the others were stopped
   */
  Samples play(Rate rate, int threads) throws InterruptedException, ExecutionException {
    ExecutorService service = Executors.newFixedThreadPool(threads);
    CountDownLatch running = new CountDownLatch(threads);
    try {
      long start = System.nanoTime() + LEAD_NANOS;
      Pacer pacer = new Pacer(rate, start);
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(service.submit(() -> {
          try {
            work(pacer, start);
          } finally {
            running.countDown();
          }
          return null;
        }));
      }
      while (!running.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        progress.look(samples);
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
      progress.look(samples);
      return samples;
    } finally {
      service.shutdownNow();
    }
  }

  private void work(Pacer pacer, long start) throws InterruptedException {
    try {
      for (int position = next.getAndIncrement();
          position < requests.size();
          position = next.getAndIncrement()) {
        long due = pacer.await(position);
        String key = requests.key(position);
        long begun = System.nanoTime();
        V value = cache.get(key);
        long ended = System.nanoTime();
        if (value == null) {
          throw new IllegalStateException("the catalogue lacks a key of the trace");
        }
        samples.set(position, due - start, ended - due, loader.howAnswered(key, begun));
        progress.done(position);
      }
    } catch (Throwable e) {
      next.set(requests.size());
      throw e;
    }
  }

  /** What is told while requests are played. */
  interface Progress {

    /** A request has its answer and its sample; called by the threads that play. */
    void done(int position);

    /** Called by the thread that waits, a few times a second and at the end. */
    void look(Samples samples);

    static Progress none() {
      return new Progress() {
        @Override
        public void done(int position) {}

        @Override
        public void look(Samples samples) {}
      };
    }
  }
}
