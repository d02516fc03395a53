package io.symphra.cache.benchmarks.local;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A ticker for Caffeine that a thread sets every millisecond, as the one of Symphra Cache does. */
final class MillisecondTicker implements Ticker, AutoCloseable {

  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

  private volatile long now = System.nanoTime();
  private volatile boolean closed;

  MillisecondTicker() {
    Thread thread = new Thread(this::run, "baseline-ticker");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public long read() {
    return now;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void run() {
    while (!closed) {
      now = System.nanoTime();
      LockSupport.parkNanos(this, PERIOD);
    }
  }
}
