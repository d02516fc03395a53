package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.spi.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps values out of the tiers that are larger than they may be; counts each one, and logs at most one a minute.
 * Thread-safe.
 */
final class ValueSizeLimit<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(ValueSizeLimit.class);

  private final CacheConfig<K, V> config;
  private final long maximum;
  private final StatsRecorder stats;
  private final OnceAMinute lines;

  ValueSizeLimit(CacheConfig<K, V> config, StatsRecorder stats, Ticker ticker) {
    this.config = config;
    this.maximum = config.maximumValueSize().orElse(Long.MAX_VALUE);
    this.stats = stats;
    this.lines = new OnceAMinute(ticker);
  }

  /**
   * Whether a value may be stored.
   *
   * @throws IllegalArgumentException if its size is less than 0
   */
  boolean fits(V value) {
    return config.sizeOf().isEmpty() || sizeOf(config, value) <= maximum;
  }

  /** The value of a key did not fit. */
  void leftOut(K key) {
    stats.oversizedValues.increment();
    if (lines.isTime()) {
      LOG.warn(
          "cache '{}': the value of a key with hash {} is larger than maximumValueSize {} and is not stored; more of them are counted, and logged once a minute",
          config.name(),
          Integer.toHexString(key.hashCode()),
          maximum);
    }
  }

  /** The size of a value, checked. */
  static <V> long sizeOf(CacheConfig<?, V> config, V value) {
    long size = config.sizeOf().orElseThrow().applyAsLong(value);
    if (size < 0) {
      throw new IllegalArgumentException(
          "cache '%s': the size of a value must not be less than 0, was %d"
              .formatted(config.name(), size));
    }
    return size;
  }
}
