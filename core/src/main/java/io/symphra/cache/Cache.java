package io.symphra.cache;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A named map from key to value with a policy.
 *
 * <p>Neither keys nor values are ever null; a method that is given null throws {@link NullPointerException} and changes
 * nothing. A missing key is null from {@code get} and absent from {@code getAll}. Values are shared, not copied: treat
 * them as immutable.
 *
 * <p>Thread-safe. Once the cache is closed, every method that reads or changes entries throws
 * {@link CacheClosedException}.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface Cache<K, V> extends CacheInspection<K, V>, AutoCloseable {

  /** The name. */
  String name();

  /** The settings. */
  CacheConfig<K, V> config();

  // Reading

  /**
   * The value of a key, from a tier or else from the loader (read-through). Concurrent calls for one key share one load.
   *
   * @return the value, or null if there is none; without a loader also if it is in no tier
   * @throws CacheLoadException if the loader failed
   */
  @Nullable
  V get(K key);

  /**
   * The value of a key, from a tier or else from {@code loader} (cache-aside). If a load of the key is under way already
   * its result is taken instead.
   *
   * @param loader gives the value of the key, or null if there is none; runs on the caller's thread. Where the cache has no
   *     loader of its own and the entry is stale, one caller a second refreshes it with this one
   * @throws CacheLoadException if the loader failed
   */
  @Nullable
  V get(K key, Function<? super K, ? extends @Nullable V> loader);

  /** The value of a key if a tier has it; never calls a loader. */
  @Nullable
  V getIfPresent(K key);

  /**
   * The values of many keys, in the order of the keys. What is in no tier is loaded by one call of the loader.
   *
   * @return the values found; unmodifiable
   * @throws CacheLoadException if the load of any key failed; what was loaded is cached all the same
   */
  Map<K, V> getAll(Collection<? extends K> keys);

  /**
   * Loads entries ahead of time. Each key is loaded under a lease, so a fill never replaces newer data and never
   * repeats a load that is under way.
   *
   * @param loader called once, on this thread, with the keys that need loading
   * @return what became of each key, in the order of the keys
   * @throws CacheLoadException if the loader failed; keys that needed no load are not affected
   * @throws CacheException if the shared tier could not be reached; nothing was loaded then
   */
  Map<K, FillOutcome> fill(
      Collection<? extends K> keys, CacheLoader<K, V> loader, FillOptions<K, V> options);

  // Writing

  /**
   * Stores a value: in the system of record and in the cache with {@link WriteMode#WRITE_THROUGH}, in the cache alone
   * with {@link WriteMode#NONE} (there it has no effect on a key that is being written through a fence).
   *
   * @throws CacheWriteException if the system of record refused it, the fence could not be raised, or (with
   *     {@link WriteMode#NONE}) the shared tier failed
   */
  void put(K key, V value);

  /**
   * Stores many values, by one call of the writer.
   *
   * @throws CacheWriteException if the system of record refused them
   */
  void putAll(Map<? extends K, ? extends V> entries);

  /**
   * Removes a key: from the system of record and the cache with {@link WriteMode#WRITE_THROUGH}, from the cache alone
   * with {@link WriteMode#NONE}.
   *
   * @throws CacheWriteException if the system of record refused it, or the fence could not be raised
   * @throws CacheException with {@link WriteMode#NONE}, if the shared tier could not be reached
   */
  void remove(K key);

  /**
   * Runs a write of the caller's own to the system of record under a fence, and drops the key (cache-aside).
   *
   * @return what {@code write} returned
   * @throws X what {@code write} threw, as it is; the key is dropped then too
   * @throws CacheWriteException if the fence could not be raised; {@code write} was not run
   */
  <R, X extends Exception> R update(K key, WriteCall<R, X> write) throws X;

  /** The same for a write that returns nothing. */
  <X extends Exception> void update(K key, WriteAction<X> write) throws X;

  /**
   * Raises a fence on the keys for a write of the caller's own: open it before the transaction begins, close it after it
   * ended.
   *
   * @param keys at least one
   * @throws CacheWriteException if the fence could not be raised
   */
  WriteScope writing(Collection<? extends K> keys);

  // Letting go

  /**
   * Drops a key from all tiers. A load of it that began before is not stored.
   *
   * @throws CacheException if the shared tier could not be told, as for every method of this group; the local tier has
   *     let go all the same
   */
  void invalidate(K key);

  /** Drops keys from all tiers. Loads of them that began before are not stored. */
  void invalidateAll(Collection<? extends K> keys);

  /**
   * Drops from all tiers the keys whose rendered form matches a glob as in Redis: {@code *}, {@code ?}, {@code [a-z]},
   * {@code [^a]}, and a backslash before a character that means itself.
   */
  void invalidateMatching(String glob);

  /** Drops every key from all tiers. Loads that began before are not stored. */
  void clear();

  /** The entries whose rendered key begins with {@code prefix}. */
  Group group(String prefix);

  /**
   * Lets the local tier go and takes the cache out of its manager; the shared tier keeps its entries. Loads in progress
   * are answered but not kept. Closing twice is harmless.
   */
  @Override
  void close();
}
