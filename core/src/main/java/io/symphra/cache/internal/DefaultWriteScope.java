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

  private final FencedWrite<?, ?> write;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  DefaultWriteScope(FencedWrite<?, ?> write) {
    this.write = write;
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
      if (before == State.COMMITTED) {
        write.succeeded();
      }
      write.drop();
    }
  }
}
