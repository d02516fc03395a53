package io.symphra.cache.internal;

import io.symphra.cache.spi.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Says when it is time for another log line of one kind: at once, and then at most once a minute. Thread-safe. */
final class OnceAMinute {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Ticker ticker;
  private final AtomicLong quietUntil;

  OnceAMinute(Ticker ticker) {
    this.ticker = ticker;
    this.quietUntil = new AtomicLong(ticker.read());
  }

  /** Whether the caller is the one to write a line now. */
  boolean isTime() {
    long now = ticker.read();
    long until = quietUntil.get();
    return now - until >= 0 && quietUntil.compareAndSet(until, now + MINUTE);
  }
}
