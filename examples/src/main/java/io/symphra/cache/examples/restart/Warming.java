package io.symphra.cache.examples.restart;

import io.symphra.cache.Cache;
import io.symphra.cache.warming.Warmer;
import io.symphra.cache.warming.WarmingReport;
import io.symphra.cache.warming.WarmingSource;
import java.util.List;

/** Fills a cache with products before it is asked for them. */
final class Warming {

  private Warming() {}

  /**
   * Fills the cache with these keys.
   *
   * @throws IllegalStateException if a key could not be loaded
   */
  static <V> WarmingReport fill(Cache<String, V> cache, List<String> keys) {
    WarmingReport report = Warmer.of(cache).warmUp(WarmingSource.keys(keys));
    if (report.loaded() != keys.size()) {
      throw new IllegalStateException("warming did not load every product: " + report);
    }
    return report;
  }
}
