package io.symphra.cache.internal;

import io.symphra.cache.protect.KeyFilterStats.Rebuild;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the scans of a key filter ended, and so when the next one is due. Thread-safe. */
final class ScanRecord {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** How a scan ended; {@code at} is a reading of the ticker. */
  private record Ended(long at, Duration took, long keys, Optional<String> failure) {}

  private final Duration rebuildEvery;
  private final Ticker ticker;
  private @Nullable Ended last;
  private long succeeded;
  private long failed;
  private int failuresInARow;

  ScanRecord(Duration rebuildEvery, Ticker ticker) {
    this.rebuildEvery = rebuildEvery;
    this.ticker = ticker;
  }

  /**
   * A scan succeeded.
   *
   * @param start the reading of the ticker when it began
   * @param keys how many keys it read
   */
  synchronized void succeeded(long start, long keys) {
    end(start, keys, Optional.empty());
    succeeded++;
    failuresInARow = 0;
  }

  /** A scan failed. */
  synchronized void failed(long start, long keys, Throwable failure) {
    end(start, keys, Optional.of(failure.toString()));
    failed++;
    failuresInARow++;
  }

  private void end(long start, long keys, Optional<String> failure) {
    long now = ticker.read();
    last = new Ended(now, Duration.ofNanos(now - start), keys, failure);
  }

  /** Whether the last scan failed, so that the next one comes soon. */
  synchronized boolean isRetrying() {
    return failuresInARow > 0;
  }

  /** How long after the last scan the next one is due: doubled with each failure, up to the usual time. */
  synchronized Duration untilNext() {
    if (failuresInARow == 0) {
      return rebuildEvery;
    }
    Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failuresInARow - 1, 20));
    return pause.compareTo(rebuildEvery) < 0 ? pause : rebuildEvery;
  }

  synchronized long succeeded() {
    return succeeded;
  }

  synchronized long failed() {
    return failed;
  }

  synchronized Optional<Rebuild> last() {
    return Optional.ofNullable(last)
        .map(ended -> new Rebuild(
            Duration.ofNanos(ticker.read() - ended.at()),
            ended.took(),
            ended.keys(),
            ended.failure()));
  }
}
