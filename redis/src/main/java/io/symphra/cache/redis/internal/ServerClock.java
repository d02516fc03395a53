package io.symphra.cache.redis.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server's clock as this instance knows it: the last answer to {@code TIME} that came quickly, and the time since.
 *
 * <p>It is wrong by at most half the time that answer took. Thread-safe.
 */
final class ServerClock {

  private static final long TOO_OLD = TimeUnit.MINUTES.toNanos(1);

  private volatile @Nullable Sample best;

  private volatile boolean anew;

  private record Sample(long atNanos, long serverMicros, long roundTrip) {}

  /**
   * Takes an answer of the server.
   *
   * @param sentNanos when it was asked, on {@link System#nanoTime()}
   * @param time what it said: seconds and microseconds
   */
  void take(long sentNanos, List<byte[]> time) {
    long received = System.nanoTime();
    long roundTrip = received - sentNanos;
    Sample standing = best;
    if (standing == null
        || anew
        || roundTrip <= standing.roundTrip() + standing.roundTrip() / 2
        || received - standing.atNanos() > TOO_OLD) {
      long micros = number(time.get(0)) * 1_000_000 + number(time.get(1));
      anew = false;
      best = new Sample(sentNanos + roundTrip / 2, micros, roundTrip);
    }
  }

  private static long number(byte[] digits) {
    return Long.parseLong(new String(digits, java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** Another server is asked from now on: its next answer counts, however slow. */
  void begin() {
    anew = true;
  }

  /** Milliseconds; before the first answer, those of this machine. */
  long millis() {
    Sample sample = best;
    return sample == null
        ? System.currentTimeMillis()
        : Math.floorDiv(
            sample.serverMicros() + (System.nanoTime() - sample.atNanos()) / 1_000, 1_000);
  }
}
