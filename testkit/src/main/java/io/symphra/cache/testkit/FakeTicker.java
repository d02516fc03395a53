package io.symphra.cache.testkit;

import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A ticker that stands still until a test moves it.
 *
 * <p>Thread-safe: every thread sees the new reading once {@link #advance} has returned.
 */
public final class FakeTicker implements Ticker {

  private final AtomicLong nanos;

  /** A ticker that begins at zero. */
  public FakeTicker() {
    this(0);
  }

  /** A ticker that begins at a reading, in nanoseconds; any is allowed, because the origin means nothing. */
  public FakeTicker(long origin) {
    nanos = new AtomicLong(origin);
  }

  @Override
  public long read() {
    return nanos.get();
  }

  /**
   * Moves the ticker on.
   *
   * @throws IllegalArgumentException if {@code time} is negative
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a ticker never goes backwards, advance was " + time);
    }
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public String toString() {
    return "FakeTicker at " + Duration.ofNanos(nanos.get());
  }
}
