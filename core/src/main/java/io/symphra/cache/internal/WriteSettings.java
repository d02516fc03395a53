package io.symphra.cache.internal;

import io.symphra.cache.CacheConfig;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteMode;
import java.time.Duration;
import java.util.Optional;

/** What the settings of writes demand of each other. */
final class WriteSettings {

  private WriteSettings() {}

  /**
   * Checks the settings of a cache.
   *
   * @throws IllegalStateException if they do not go together
   */
  static void check(CacheConfig<?, ?> config) {
    if (config.writeMode() == WriteMode.WRITE_THROUGH && config.writer().isEmpty()) {
      throw new IllegalStateException(
          "cache '%s': writeMode WRITE_THROUGH needs a writer, and none was given"
              .formatted(config.name()));
    }
    Optional<Duration> limit = config.writer().flatMap(CacheWriter::timeout);
    if (limit.isPresent() && limit.get().compareTo(config.fenceTimeout()) >= 0) {
      throw new IllegalStateException(
          "cache '%s': the writer's timeout must be below fenceTimeout %s, was %s: a write that outlives its fence is not protected"
              .formatted(config.name(), config.fenceTimeout(), limit.get()));
    }
  }
}
