package io.symphra.cache.testkit;

import io.symphra.cache.HeapSharedTier;
import io.symphra.cache.spi.SharedTier;
import java.time.Duration;

/** The tier in the heap keeps the contract. */
class HeapSharedTierTest extends SharedCacheContract {

  private final FakeTicker ticker = new FakeTicker(Duration.ofSeconds(-1).toNanos());
  private final HeapSharedTier heap =
      HeapSharedTier.builder().ticker(ticker).maximumEntries(1_000_000).build();

  @Override
  public SharedTier connect() {
    return heap.connect();
  }

  @Override
  public void advance(Duration time) {
    ticker.advance(time);
  }
}
