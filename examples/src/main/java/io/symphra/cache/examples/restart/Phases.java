package io.symphra.cache.examples.restart;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Tells a listener when phases begin and end. */
record Phases(RestartListener listener) {

  <T> T run(String phase, int steps, Callable<T> work) throws Exception {
    long begun = System.nanoTime();
    listener.began(phase, steps);
    T result = work.call();
    listener.ended(phase, Duration.ofNanos(System.nanoTime() - begun));
    return result;
  }
}
