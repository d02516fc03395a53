package io.symphra.cache.internal;

import io.symphra.cache.protect.LoadLimit;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The step that bounds the calls of the loader under way.
 *
 * <p>A load that a loader asks its own cache for goes on the permit of that loader, which would else wait for itself. A
 * loader that waits for somebody else's load of its own cache lends its permit meanwhile, because that load may be
 * waiting for one. Thread-safe.
 */
final class LimitedLoads<K, V> implements LoadStep<K, V> {

  private final String cacheName;
  private final LoadLimit limit;
  private final LoadPermits permits;
  private final LoaderThreads<K, V> threads;
  private final LoadStep<K, V> next;
  private final EventRecorder<K> events;

  LimitedLoads(
      String cacheName,
      LoadLimit limit,
      LoaderThreads<K, V> threads,
      LoadStep<K, V> next,
      EventRecorder<K> events) {
    this.cacheName = cacheName;
    this.limit = limit;
    this.permits = new LoadPermits(limit);
    this.threads = threads;
    this.next = next;
    this.events = events;
  }

  @Override
  public Loaded<K, V> load(LoadRequest<K, V> request) throws Exception {
    if (threads.isLoading()) {
      return next.load(request);
    }
    long start = System.nanoTime();
    LoadPermits.Answer answer = permits.acquire(request.purpose().loadsInAnyCase());
    if (answer != LoadPermits.Answer.GRANTED) {
      events.stats().limitedLoads.increment();
      LoadGivenUp why =
          new LoadGivenUp(LoadFailure.LIMIT, message(answer, request.keys().size()), null);
      events.loadGivenUp(request.keys(), why, Duration.ofNanos(System.nanoTime() - start));
      throw why;
    }
    Permit permit = new Permit(request.watcher());
    try {
      return next.load(request.watchedBy(permit));
    } finally {
      permit.endUnlessBegun();
    }
  }

  Outcome<V> await(Flight<V> flight) {
    if (!threads.isLoading()) {
      return flight.await();
    }
    permits.giveBack();
    try {
      return flight.await();
    } finally {
      permits.takeBack();
    }
  }

  private String message(LoadPermits.Answer answer, int keys) {
    String reason = answer == LoadPermits.Answer.QUEUE_FULL
        ? "%d more wait".formatted(limit.maxWaiting())
        : "none has ended within %s".formatted(limit.maxWait());
    return "cache '%s': %d keys were not loaded: loadLimit %d is reached and %s; make loads faster, or raise the limit"
        .formatted(cacheName, keys, limit.maxConcurrent(), reason);
  }

  /** One permit, given back once: when the loader has ended, or when it is clear that it will not begin. */
  private final class Permit implements LoadRequest.Watcher {

    private enum State {
      HELD,
      IN_USE,
      GIVEN_BACK
    }

    private final LoadRequest.Watcher watcher;
    private final AtomicReference<State> state = new AtomicReference<>(State.HELD);

    Permit(LoadRequest.Watcher watcher) {
      this.watcher = watcher;
    }

    @Override
    public void begins() {
      if (!state.compareAndSet(State.HELD, State.IN_USE)) {
        throw new CancellationException("the load was given up before it began");
      }
      watcher.begins();
    }

    @Override
    public void ends() {
      watcher.ends();
      giveBackFrom(State.IN_USE);
    }

    @Override
    public void givenUp(LoadGivenUp why) {
      watcher.givenUp(why);
    }

    @Override
    public void letGo() {
      watcher.letGo();
    }

    void endUnlessBegun() {
      giveBackFrom(State.HELD);
    }

    private void giveBackFrom(State from) {
      if (state.compareAndSet(from, State.GIVEN_BACK)) {
        permits.giveBack();
      }
    }
  }
}
