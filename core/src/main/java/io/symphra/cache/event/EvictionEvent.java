package io.symphra.cache.event;

import java.time.Instant;

/**
 * The local tier let an entry go for want of room; a shared tier still has it. Immutable.
 *
 * @param cacheName the name of the cache
 * @param time when it happened
 * @param key the key
 * @param cause of which there was not enough
 * @param <K> the key type
 */
public record EvictionEvent<K>(String cacheName, Instant time, K key, EvictionCause cause)
    implements CacheEvent<K> {

  @Override
  public void tell(CacheListener<K> listener) {
    listener.onEviction(this);
  }
}
