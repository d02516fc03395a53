package io.symphra.cache.warming.internal;

import io.symphra.cache.warming.WarmingState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Says that a job is to end early, and why; the first reason counts. */
final class StopSignal {

  private record Stop(WarmingState state, Optional<Throwable> reason) {}

  private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
  private final CountDownLatch raised = new CountDownLatch(1);

  boolean cancel() {
    return raise(new Stop(WarmingState.CANCELLED, Optional.empty()));
  }

  boolean fail(Throwable reason) {
    return raise(new Stop(WarmingState.FAILED, Optional.of(reason)));
  }

  private boolean raise(Stop why) {
    boolean first = stop.compareAndSet(null, why);
    raised.countDown();
    return first;
  }

  boolean isRaised() {
    return stop.get() != null;
  }

  /** Waits, but not beyond the signal. */
  void await(Duration time) throws InterruptedException {
    boolean ignored = raised.await(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS);
  }

  /** The state a job ends in when its work is over. */
  WarmingState endState() {
    Stop why = stop.get();
    return why == null ? WarmingState.COMPLETED : why.state();
  }

  Optional<Throwable> failure() {
    Stop why = stop.get();
    return why == null ? Optional.empty() : why.reason();
  }
}
