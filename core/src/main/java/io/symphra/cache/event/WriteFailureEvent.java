package io.symphra.cache.event;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A write threw, or its scope was closed without {@code committed()}. Its keys were dropped. Immutable.
 *
 * @param cacheName the name of the cache
 * @param time when it happened
 * @param keys what was to be written
 * @param kind by which call
 * @param cause what failed, where the cache got to know it; the exception of an {@code update} or of what runs in a scope goes
 *     to its caller alone
 * @param <K> the key type
 */
public record WriteFailureEvent<K>(
    String cacheName, Instant time, Set<K> keys, WriteKind kind, Optional<Throwable> cause)
    implements CacheEvent<K> {
  /** An event with keys of its own. */
  public WriteFailureEvent {
    keys = Set.copyOf(keys);
  }

  @Override
  public void tell(CacheListener<K> listener) {
    listener.onWriteFailure(this);
  }
}
