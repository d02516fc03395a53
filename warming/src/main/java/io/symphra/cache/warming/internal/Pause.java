package io.symphra.cache.warming.internal;

import java.time.Duration;

/** The wait before a retry. A seam for tests: production waits on the signal itself. */
@FunctionalInterface
interface Pause {

  /** Returns when the time is over or the signal is raised. */
  void await(Duration time, StopSignal stop) throws InterruptedException;

  static Pause real() {
    return (time, stop) -> stop.await(time);
  }
}
