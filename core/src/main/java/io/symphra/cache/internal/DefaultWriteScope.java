package io.symphra.cache.internal;

import io.symphra.cache.WriteScope;
import java.util.concurrent.atomic.AtomicReference;

/** A write of the caller's own; thread-safe. */
final class DefaultWriteScope implements WriteScope {

  private enum State {
    OPEN,
    COMMITTED,
    CLOSED
  }

  private final Runnable drop;
  private final StatsRecorder stats;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  DefaultWriteScope(Runnable drop, StatsRecorder stats) {
    this.drop = drop;
    this.stats = stats;
  }

  @Override
  public void committed() {
    if (!state.compareAndSet(State.OPEN, State.COMMITTED) && state.get() == State.CLOSED) {
      throw new IllegalStateException("the write scope is closed; call committed() before close()");
    }
  }

  @Override
  public void close() {
    State before = state.getAndSet(State.CLOSED);
    if (before != State.CLOSED) {
      (before == State.COMMITTED ? stats.writes : stats.writeFailures).increment();
      drop.run();
    }
  }
}
