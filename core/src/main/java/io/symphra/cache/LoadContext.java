package io.symphra.cache;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a loader may know of the keys it is asked for, and may say about what it loads.
 *
 * <p>It belongs to one call of {@link CacheLoader#loadAll(java.util.Set, LoadContext)}. Once that call has returned
 * every method throws {@link IllegalStateException}; what is said in a call that was given up has no effect. A key that the call was not asked for is an
 * {@link IllegalArgumentException}. The loader may use it from several threads.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface LoadContext<K, V> {

  /**
   * The value that the load is to replace: that of a stale entry, or of a fresh one that is refreshed early or
   * overwritten. Asks the tiers at most once in a call.
   *
   * @return the value, or null if the tiers have none any more
   */
  @Nullable
  V oldValue(K key);

  /** The version of the {@linkplain #oldValue old value}; empty if there is none, or it has no version. */
  OptionalLong oldVersion(K key);

  /**
   * Gives the entry of this key a time to live of its own, without spread.
   *
   * @param timeToLive positive
   */
  void timeToLive(K key, Duration timeToLive);

  /**
   * Gives the version of what is loaded, in place of {@link CacheBuilder#version}; higher is newer. A load never replaces
   * a stored value of a newer version.
   */
  void version(K key, long version);

  /**
   * Answers what is loaded for this key to those who wait for it, and stores nothing. An entry that stood is dropped,
   * because it is no longer what the system of record says. Excludes {@link #unchanged}.
   */
  void doNotCache(K key);

  /**
   * Says that the {@linkplain #oldValue old value} is still the one in the system of record: it is answered, and its
   * entry gets a new time to live. The loader leaves the key out of the map it returns, or maps it to the old value
   * itself. Excludes {@link #doNotCache}.
   *
   * @throws IllegalStateException if the key has no old value
   */
  void unchanged(K key);
}
