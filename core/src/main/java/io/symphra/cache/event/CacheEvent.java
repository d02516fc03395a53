package io.symphra.cache.event;

import java.time.Instant;

/**
 * Something that happened in a cache.
 *
 * <p>Events name keys, never values: a listener that is slow would otherwise keep alive what the cache has let go, beyond
 * its maximum weight, and a listener that logs an event would log data.
 *
 * <p>There is one record for each kind. Immutable.
 *
 * @param <K> the key type
 */
public sealed interface CacheEvent<K>
    permits EvictionEvent,
        ExpiryEvent,
        HitEvent,
        InvalidationEvent,
        LoadEvent,
        LoadFailureEvent,
        MissEvent,
        WriteEvent,
        WriteFailureEvent {

  /** The name of the cache. */
  String cacheName();

  /** When it happened, by the system clock; for people, not for measuring. */
  Instant time();

  /** Calls the listener's method for events of this kind. */
  void tell(CacheListener<K> listener);
}
