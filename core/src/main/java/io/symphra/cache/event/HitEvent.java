package io.symphra.cache.event;

import java.time.Instant;

/**
 * A tier answered, with a value or with a negative entry; one of a sample. Immutable.
 *
 * @param cacheName the name of the cache
 * @param time when it happened
 * @param key the key
 * @param shared whether it was the shared tier
 * @param <K> the key type
 */
public record HitEvent<K>(String cacheName, Instant time, K key, boolean shared)
    implements CacheEvent<K> {

  @Override
  public void tell(CacheListener<K> listener) {
    listener.onHit(this);
  }
}
