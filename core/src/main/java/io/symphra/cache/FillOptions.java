package io.symphra.cache;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.expiry.TimeToLive;
import java.util.Optional;

/**
 * How to fill a cache ahead of time.
 *
 * <p>Immutable.
 *
 * @param ifPresent what to do about keys that have a fresh entry
 * @param timeToLive the time to live of what is loaded; empty takes the cache's own
 * @param <K> the key type
 * @param <V> the value type
 */
public record FillOptions<K, V>(
    IfPresent ifPresent, Optional<TimeToLive<? super K, ? super V>> timeToLive) {

  /** Checks that nothing is null. */
  public FillOptions {
    requireNonNull(ifPresent, "ifPresent");
    requireNonNull(timeToLive, "timeToLive");
  }

  /** Skips what is present, with the cache's own time to live. */
  public static <K, V> FillOptions<K, V> ofDefaults() {
    return new FillOptions<>(IfPresent.SKIP, Optional.empty());
  }
}
