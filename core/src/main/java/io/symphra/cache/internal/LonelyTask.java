package io.symphra.cache.internal;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A read whose failure is told if its caller has gone, because nobody else would hear of it. Runs once. Thread-safe. */
final class LonelyTask<T> extends FutureTask<T> {

  private final Consumer<Throwable> unheard;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean left;
  private volatile @Nullable Throwable failure;

  /**
   * A read that has not begun.
   *
   * @param unheard hears of the failure, once, if the caller does not
   */
  LonelyTask(Supplier<T> read, Consumer<Throwable> unheard) {
    super(read::get);
    this.unheard = unheard;
  }

  @Override
  public void run() {
    if (begun.compareAndSet(false, true)) {
      super.run();
    }
  }

  void endUnbegun() {
    if (begun.compareAndSet(false, true)) {
      cancel(false);
    }
  }

  /** The caller waits no longer. The read may have failed since it stopped waiting: then nobody has heard of that. */
  void leave() {
    left = true;
    tellIfUnheard();
  }

  @Override
  protected void setException(Throwable thrown) {
    failure = thrown;
    super.setException(thrown);
    tellIfUnheard();
  }

  private void tellIfUnheard() {
    Throwable thrown = failure;
    if (left && thrown != null && told.compareAndSet(false, true)) {
      unheard.accept(thrown);
    }
  }
}
