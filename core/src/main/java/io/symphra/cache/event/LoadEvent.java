package io.symphra.cache.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A loader returned. Immutable.
 *
 * @param cacheName the name of the cache
 * @param time when it happened
 * @param keys what it was asked for
 * @param found for how many of them it had a value
 * @param duration how long it took, by the cache's ticker
 * @param <K> the key type
 */
public record LoadEvent<K>(
    String cacheName, Instant time, Set<K> keys, int found, Duration duration)
    implements CacheEvent<K> {
  /** An event with keys of its own. */
  public LoadEvent {
    keys = Set.copyOf(keys);
  }

  @Override
  public void tell(CacheListener<K> listener) {
    listener.onLoad(this);
  }
}
