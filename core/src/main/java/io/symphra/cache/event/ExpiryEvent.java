package io.symphra.cache.event;

import java.time.Instant;

/**
 * The local tier let an entry go because its time was up. That happens when the tier next tidies up, or the key is next
 * written, not at the moment; at once where {@code expireNow} ended the time of an entry that is not answered stale.
 * Immutable.
 *
 * @param cacheName the name of the cache
 * @param time when it happened
 * @param key the key
 * @param <K> the key type
 */
public record ExpiryEvent<K>(String cacheName, Instant time, K key) implements CacheEvent<K> {

  @Override
  public void tell(CacheListener<K> listener) {
    listener.onExpiry(this);
  }
}
