package io.symphra.cache.redis;

import io.symphra.cache.redis.internal.Counters;
import io.symphra.cache.redis.internal.RedisTier;
import io.symphra.cache.redis.internal.TierSettings;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;

/**
 * The tier that all instances share, on Redis 6 or later.
 *
 * <p>Reads are one {@code GET} or {@code MGET}; every other step of the protocol is one script, atomic for each key, and
 * many keys go together. One server, the master that sentinels name, or a cluster; only masters are read. Each instance has
 * two connections to a master: one for commands, and one on which the server tells it which entries changed, so that local
 * tiers can be trusted. While that one is broken local tiers answer nothing; while the other is, operations fail with {@link
 * RedisTierException}, and readers go on without the tier.
 *
 * <p>Thread-safe. The cache manager it is given to closes it.
 */
public final class RedisSharedTier implements SharedTier {

  private final RedisTier tier;

  RedisSharedTier(TierSettings settings) {
    tier = RedisTier.connect(settings);
  }

  /**
   * Connects with the settings of a fresh {@link #builder()}.
   *
   * @param uris see {@link RedisSharedTierBuilder#uri}
   * @throws IllegalArgumentException if one is not a Redis URI
   * @throws RedisTierException if the connection fails; the message says what to do
   */
  public static RedisSharedTier connect(String... uris) {
    return builder().uri(uris).connect();
  }

  /** A builder with good settings, which lacks an address. */
  public static RedisSharedTierBuilder builder() {
    return new RedisSharedTierBuilder();
  }

  /** What became of entries since it was connected. */
  public RedisTierStats stats() {
    Counters counters = tier.counters();
    return new RedisTierStats(
        counters.undecodable(),
        counters.otherSchema(),
        counters.notEncodable(),
        counters.tooLarge(),
        counters.refusedByFullServer(),
        counters.notSent());
  }

  @Override
  public <K, V> SharedCache<K, V> open(SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
    return tier.open(config, listener);
  }

  @Override
  public void close() {
    tier.close();
  }

  /** The namespace and the addresses; no user and no password. */
  @Override
  public String toString() {
    return tier.toString();
  }
}
