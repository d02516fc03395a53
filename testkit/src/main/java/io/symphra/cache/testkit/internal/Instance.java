package io.symphra.cache.testkit.internal;

import io.symphra.cache.spi.KeyCodec;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import java.util.Optional;

/** A connection to the store with one cache open. */
public record Instance(SharedTier tier, SharedCache<String, String> cache, Heard<String> heard) {

  /** Keys that render as themselves. */
  static final KeyCodec<String> PLAIN = new KeyCodec<>() {
    @Override
    public String encode(String key) {
      return key;
    }

    @Override
    public String decode(String rendered) {
      return rendered;
    }
  };

  public static Instance open(SharedTier tier, String name) {
    return open(tier, name, 0);
  }

  /** With a schema version of its own. */
  static Instance open(SharedTier tier, String name, int schema) {
    Heard<String> heard = new Heard<>();
    return new Instance(tier, tier.open(config(name, schema), heard), heard);
  }

  static SharedCacheConfig<String, String> config(String name) {
    return config(name, 0);
  }

  private static SharedCacheConfig<String, String> config(String name, int schema) {
    return new SharedCacheConfig<>(
        name, String.class, String.class, PLAIN, Optional.empty(), schema);
  }

  public void close() {
    cache.close();
    tier.close();
  }
}
