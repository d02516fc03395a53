package io.symphra.cache.event;

import java.time.Instant;
import java.util.Set;

/**
 * A write returned. Immutable.
 *
 * @param cacheName the name of the cache
 * @param time when it happened
 * @param keys what was written
 * @param kind by which call
 * @param fenced whether a fence kept loads of the keys out of the cache meanwhile; a {@code put} or {@code remove} with write
 *     mode {@code NONE}, which changes the cache alone, needs none
 * @param <K> the key type
 */
public record WriteEvent<K>(
    String cacheName, Instant time, Set<K> keys, WriteKind kind, boolean fenced)
    implements CacheEvent<K> {
  /** An event with keys of its own. */
  public WriteEvent {
    keys = Set.copyOf(keys);
  }

  @Override
  public void tell(CacheListener<K> listener) {
    listener.onWrite(this);
  }
}
