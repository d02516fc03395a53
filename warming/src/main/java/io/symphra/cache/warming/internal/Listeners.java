package io.symphra.cache.warming.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.warming.WarmingJob;
import io.symphra.cache.warming.WarmingListener;
import io.symphra.cache.warming.WarmingReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of a job, one call at a time, so that what they hear never goes back. */
final class Listeners {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final WarmingJob job;
  private final String cache;
  private final List<WarmingListener> listeners;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable WarmingReport end;
  private boolean warned;

  Listeners(WarmingJob job, String cache, List<WarmingListener> listeners) {
    this.job = job;
    this.cache = cache;
    this.listeners = new ArrayList<>(listeners);
  }

  void add(WarmingListener listener) {
    requireNonNull(listener, "listener");
    turn.lock();
    try {
      listeners.add(listener);
      WarmingReport report = end;
      if (report != null) {
        tell(listener, one -> one.ended(job, report));
      }
    } finally {
      turn.unlock();
    }
  }

  void started() {
    tellAll(listener -> listener.started(job));
  }

  void progressed() {
    // Taken within the turn: a snapshot from before it could be older than the one told last.
    tellAll(listener -> listener.progressed(job, job.progress()));
  }

  void ended(WarmingReport report) {
    turn.lock();
    try {
      end = report;
      tellAll(listener -> listener.ended(job, report));
    } finally {
      turn.unlock();
    }
  }

  private void tellAll(Consumer<WarmingListener> call) {
    turn.lock();
    try {
      // A copy, because a listener may add another.
      List.copyOf(listeners).forEach(listener -> tell(listener, call));
    } finally {
      turn.unlock();
    }
  }

  private void tell(WarmingListener listener, Consumer<WarmingListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException e) {
      if (!warned) {
        warned = true;
        LOG.warn(
            "cache '{}': a warming listener failed; the job goes on, further failures are not logged",
            cache,
            e);
      }
    }
  }
}
