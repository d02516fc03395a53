package io.symphra.cache.internal;

import io.symphra.cache.spi.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A ticker that a thread sets every millisecond.
 *
 * <p>Reading the clock can cost as much as the cache lookup it serves (30 ns on some virtual machines); reading a field
 * does not. The price is an error of a millisecond, and of as long as the machine does not let the thread run: entries
 * then live that much longer.
 */
final class CoarseTicker implements Ticker, AutoCloseable {

  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

  private final Thread thread;
  private volatile long now = System.nanoTime();
  private volatile boolean closed;

  CoarseTicker() {
    this.thread = new Thread(this::run, "symphra-cache-ticker");
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
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      now = System.nanoTime();
      LockSupport.parkNanos(this, PERIOD);
    }
  }
}
