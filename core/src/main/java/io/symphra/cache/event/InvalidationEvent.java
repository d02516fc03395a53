package io.symphra.cache.event;

import java.time.Instant;
import java.util.Set;

/**
 * This instance let entries go. What another instance does is not told here. Immutable.
 *
 * @param cacheName the name of the cache
 * @param record what the history keeps of it
 * @param keys the keys, if they were named; empty for a pattern, a group and everything
 * @param <K> the key type
 */
public record InvalidationEvent<K>(String cacheName, InvalidationRecord record, Set<K> keys)
    implements CacheEvent<K> {

  /** An event with keys of its own. */
  public InvalidationEvent {
    keys = Set.copyOf(keys);
  }

  @Override
  public Instant time() {
    return record.time();
  }

  @Override
  public void tell(CacheListener<K> listener) {
    listener.onInvalidation(this);
  }
}
