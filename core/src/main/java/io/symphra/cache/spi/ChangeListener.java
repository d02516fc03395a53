package io.symphra.cache.spi;

/**
 * Hears from a shared tier which keys changed, whoever changed them.
 *
 * <p>A tier calls it for every fill, put, fence, release, invalidation and clear, including those of this
 * instance, in the order in which they happened to a key. The calls are short and do not block; a tier may make them
 * from any of its threads, and from inside its own operations.
 *
 * <p>It is also how a key that is written on one instance becomes known to the key filters of all others, so a fence on a
 * key that has no value is told as well.
 *
 * @param <K> the key type
 */
public interface ChangeListener<K> {

  /** The value of one key changed or went away. */
  void changed(K key);

  /** Any key may have changed: the cache was cleared, or the tier lost track; then a new epoch of its {@link Coherence} begins too. */
  void allChanged();
}
