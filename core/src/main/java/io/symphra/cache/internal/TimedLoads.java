package io.symphra.cache.internal;

import io.symphra.cache.protect.LoadTimeout;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The step that gives a load up at its hard timeout.
 *
 * <p>The load is handed to the executor, and its caller waits. If the executor does not begin at once, because it takes no
 * more or because all its threads wait for loads as this one does, the caller takes the load back and runs it itself: no
 * thread ever waits for a free one. Thread-safe.
 */
final class TimedLoads<K, V> implements LoadStep<K, V> {

  private static final Duration LEAST_PATIENCE = Duration.ofMillis(10);
  private static final Duration MOST_PATIENCE = Duration.ofMillis(100);

  private final String cacheName;
  private final LoadTimeout timeout;
  private final Duration patience;
  private final Executor executor;
  private final ScheduledExecutorService timers;
  private final LoadStep<K, V> next;
  private final EventRecorder<K> events;

  /**
   * A step.
   *
   * @param executor where the loader runs
   * @param timers tells when time is up; is never made to wait
   */
  TimedLoads(
      String cacheName,
      LoadTimeout timeout,
      Executor executor,
      ScheduledExecutorService timers,
      LoadStep<K, V> next,
      EventRecorder<K> events) {
    this.cacheName = cacheName;
    this.timeout = timeout;
    this.patience = patience(timeout.hard());
    this.executor = executor;
    this.timers = timers;
    this.next = next;
    this.events = events;
  }

  /** How long a load may wait for a thread: a tenth of its time, within bounds. */
  private static Duration patience(Duration hard) {
    Duration tenth = hard.dividedBy(10);
    if (tenth.compareTo(LEAST_PATIENCE) < 0) {
      return LEAST_PATIENCE;
    }
    return tenth.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : tenth;
  }

  @Override
  public Loaded<K, V> load(LoadRequest<K, V> request) throws Exception {
    TimedLoad<K, V> load = new TimedLoad<>(next, request);
    Future<?> timer = timers.schedule(
        () -> expire(load, request), timeout.hard().toNanos(), TimeUnit.NANOSECONDS);
    try {
      handOver(load);
      if (!load.hasBegunWithin(patience)) {
        load.run();
      }
      return load.await();
    } catch (LoadGivenUp e) {
      events.stats().timedOutLoads.increment();
      events.loadGivenUp(request.keys(), e, timeout.hard());
      throw e;
    } finally {
      timer.cancel(false);
    }
  }

  private void handOver(TimedLoad<K, V> load) {
    try {
      executor.execute(load);
    } catch (RejectedExecutionException e) {
      load.run();
    }
  }

  private void expire(TimedLoad<K, V> load, LoadRequest<K, V> request) {
    String message = "cache '%s': loading %d keys took longer than loadTimeout %s and was given up"
        .formatted(cacheName, request.keys().size(), timeout.hard());
    LoadGivenUp why = load.expire(message);
    if (why != null) { // the caller cannot end its flights before its loader returns
      request.watcher().givenUp(why);
      try {
        executor.execute(request.watcher()::letGo);
      } catch (RejectedExecutionException e) {
        // The leases end by their own timeout, or when the loader returns.
      }
    }
  }
}
