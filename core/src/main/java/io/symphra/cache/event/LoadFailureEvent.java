package io.symphra.cache.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A loader threw, or broke its contract; or a load was turned away by the load limit or given up at its timeout. The
 * loader of a load that was given up goes on until it notices, and has an event of its own when it ends. Immutable.
 *
 * @param cacheName the name of the cache
 * @param time when it happened
 * @param keys what it was asked for
 * @param cause what it threw, or what says how it broke its contract; a {@link
 *     io.symphra.cache.LoadLimitExceededException} or {@link io.symphra.cache.LoadTimeoutException} for a load that was
 *     turned away or given up
 * @param duration how long it took, by the cache's ticker; how long its caller waited for a load that was turned away
 *     or given up
 * @param <K> the key type
 */
public record LoadFailureEvent<K>(
    String cacheName, Instant time, Set<K> keys, Throwable cause, Duration duration)
    implements CacheEvent<K> {
  /** An event with keys of its own. */
  public LoadFailureEvent {
    keys = Set.copyOf(keys);
  }

  @Override
  public void tell(CacheListener<K> listener) {
    listener.onLoadFailure(this);
  }
}
