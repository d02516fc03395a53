package io.symphra.cache.event;

import java.time.Instant;

/**
 * No tier could answer; one of a sample. Immutable.
 *
 * @param cacheName the name of the cache
 * @param time when it happened
 * @param key the key
 * @param <K> the key type
 */
public record MissEvent<K>(String cacheName, Instant time, K key) implements CacheEvent<K> {

  @Override
  public void tell(CacheListener<K> listener) {
    listener.onMiss(this);
  }
}
