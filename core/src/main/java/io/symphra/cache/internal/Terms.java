package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.CallOptions;
import io.symphra.cache.ReadStrategy;
import io.symphra.cache.WriteMode;
import io.symphra.cache.expiry.TimeToLive;
import java.util.Optional;

/** What the calls on one view of a cache go by. */
record Terms(ReadStrategy readStrategy, WriteMode writeMode, CallOptions options) {

  /** The cache's own. */
  static Terms of(CacheConfig<?, ?> config) {
    ReadStrategy reads =
        config.loader().isPresent() ? ReadStrategy.READ_THROUGH : ReadStrategy.CACHE_ASIDE;
    return new Terms(reads, config.writeMode(), CallOptions.ofDefaults());
  }

  Terms with(CallOptions more) {
    return new Terms(readStrategy, writeMode, more.over(options));
  }

  Terms withoutTimeout() {
    CallOptions untimed = new CallOptions(
        options.skipsLocal(), options.skipsShared(), options.timeToLive(), Optional.empty());
    return new Terms(readStrategy, writeMode, untimed);
  }

  /** With another mode, which the cache must be able to serve. */
  Terms with(WriteMode other, CacheConfig<?, ?> config) {
    if (other == WriteMode.WRITE_THROUGH && config.writer().isEmpty()) {
      throw new IllegalStateException(
          "cache '%s': writeMode WRITE_THROUGH needs a writer, and the cache was built without one"
              .formatted(config.name()));
    }
    return new Terms(readStrategy, other, options);
  }

  /** With another strategy, which the cache must be able to serve. */
  Terms with(ReadStrategy other, CacheConfig<?, ?> config) {
    if (other == ReadStrategy.READ_THROUGH && config.loader().isEmpty()) {
      throw new IllegalStateException(
          "cache '%s': readStrategy READ_THROUGH needs a loader, and the cache was built without one"
              .formatted(config.name()));
    }
    return new Terms(other, writeMode, options);
  }

  /** Of what is stored on these terms. */
  <K, V> TimeToLive<? super K, ? super V> timeToLive(CacheConfig<K, V> config) {
    return options.timeToLive().isPresent() ? options.timeToLive().get() : config.timeToLive();
  }
}
