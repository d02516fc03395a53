package io.symphra.cache;

import io.symphra.cache.event.CacheListener;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A named map from key to value with a policy.
 *
 * <p>Neither keys nor values are ever null; a method that is given null throws {@link NullPointerException} and changes
 * nothing. A missing key is null from {@code get} and absent from {@code getAll}. Values are shared, not copied, unless
 * the cache has a copier: treat them as immutable.
 *
 * <p>By other names: compute is {@link #update(Object, UpdateFunction) update}, {@code refresh} is {@link #expireNow},
 * {@code invalidateAll()} is {@link #clear}. A cache is switched off by {@link #bypass}, and its maximum is changed by
 * {@link #maximumSize}. What it holds is told by {@link #entry}, {@link #keys} and {@link #hottest}. A single call differs
 * by {@link #with(CallOptions) with}, and does not block by {@link #async}.
 *
 * <p>Thread-safe. Once the cache is closed, every method that reads or changes entries throws
 * {@link CacheClosedException}. A thread that is interrupted while it waits for a load or for others gets a
 * {@link CacheException}, and stays interrupted.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface Cache<K, V> extends CacheInspection<K, V>, CacheControl<K, V>, AutoCloseable {

  /** The name. */
  String name();

  /** The settings as they are now: those of the builder, but for what was changed since ({@link CacheControl}). */
  CacheConfig<K, V> config();

  // Views

  /**
   * The same cache for calls with options of their own. A view shares everything with its cache: entries, loads under
   * way, statistics, settings. It costs a few small objects, and can be made for a call or kept in a field. A view of a
   * view has the options of both, the later ones counting more. Closing a view closes its cache.
   */
  Cache<K, V> with(CallOptions options);

  /**
   * The same cache for calls that write in another way. With {@link WriteMode#NONE} {@code put} and {@code remove} leave
   * the system of record alone although the cache has a writer.
   *
   * @throws IllegalStateException if {@link WriteMode#WRITE_THROUGH} is asked of a cache without a writer
   */
  Cache<K, V> with(WriteMode mode);

  /**
   * The same cache for calls that read in another way. With {@link ReadStrategy#CACHE_ASIDE} {@code get} and
   * {@code getAll} answer what the tiers have, and a stale entry is not refreshed by the cache's loader.
   *
   * @throws IllegalStateException if {@link ReadStrategy#READ_THROUGH} is asked of a cache without a loader
   */
  Cache<K, V> with(ReadStrategy strategy);

  /**
   * The same cache for calls that do not block. It has the options of this view, and shares everything else; asking for it
   * costs nothing.
   */
  AsyncCache<K, V> async();

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
   * @param loader gives the value of the key, or null if there is none; runs on the caller's thread. A loader of the cache's
   *     own refreshes stale entries, and early; where there is none and the entry is stale, one caller a second refreshes it
   *     with this one
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
   * The same with a time to live of its own: short for {@link #with(CallOptions)} with it.
   *
   * @param timeToLive at least 1 ms; taken as it is, without jitter. What is longer than {@link
   *     io.symphra.cache.expiry.TimeToLive#LONGEST TimeToLive.LONGEST} is taken as that, and makes the entry eternal
   * @throws IllegalArgumentException if {@code timeToLive} is shorter; nothing was written then
   */
  void put(K key, V value, Duration timeToLive);

  /**
   * Stores many values, by one call of the writer.
   *
   * @throws CacheWriteException as for {@link #put(Object, Object)}; with {@link WriteMode#NONE} some of them may have been
   *     stored
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

  // Writing what depends on the current value

  /**
   * Stores a value if the key has none.
   *
   * <p>As for all methods of this group: with {@link WriteMode#NONE} the current value is what the tiers hold, and nothing
   * comes between reading and changing it. With {@link WriteMode#WRITE_THROUGH} it is a fresh entry of the tiers or else
   * what the loader gives; no other method of this group and no write through the cache that has finished comes between.
   * A plain {@code put}, {@code update} or {@code writing} that runs at the same moment, and a write around the cache, only
   * the system of record can tell: let the writer check a version and throw {@link WriteConflictException}, and the method
   * reads anew and decides again. It waits for loads and writes of the key that are under way, for the lease timeout at
   * most, or for the timeout of {@link CallOptions} if that is shorter.
   *
   * @return the current value, which stands; null if there was none, and {@code value} was stored
   * @throws WriteConflictException if others kept changing the key in each of 16 tries, or kept it busy for the lease timeout;
   *     nothing was changed
   * @throws CacheTimeoutException if they kept it busy for a shorter timeout of {@link CallOptions}; nothing was changed
   * @throws CacheWriteException if the system of record refused the write, or the shared tier failed
   * @throws CacheLoadException if the current value could not be loaded; nothing was changed
   * @throws IllegalStateException with {@link WriteMode#WRITE_THROUGH} and no loader: the current value is not known then
   */
  @Nullable
  V putIfAbsent(K key, V value);

  /**
   * Stores a value.
   *
   * @return the value it replaced, or null if there was none
   * @see #putIfAbsent what this group has in common
   */
  @Nullable
  V getAndPut(K key, V value);

  /**
   * Removes a key; does nothing if it has no value.
   *
   * @return the value it had, or null if it had none
   * @see #putIfAbsent what this group has in common
   */
  @Nullable
  V getAndRemove(K key);

  /**
   * Stores a value if the key has one.
   *
   * @return the value it replaced; null if there was none, and nothing was stored
   * @see #putIfAbsent what this group has in common
   */
  @Nullable
  V replace(K key, V value);

  /**
   * Stores a value if the current one is equal to {@code oldValue}.
   *
   * @return whether it was stored; false too if the key has no value
   * @see #putIfAbsent what this group has in common
   */
  boolean replace(K key, V oldValue, V newValue);

  /**
   * Removes a key if its value is equal to {@code oldValue}.
   *
   * @return whether it was removed; false too if the key has no value
   * @see #putIfAbsent what this group has in common
   */
  boolean remove(K key, V oldValue);

  /**
   * Replaces the current value by what a function makes of it: the update of a counter, a list, a balance.
   *
   * <p>The function gets null if the key has no value, and returns null to remove the key. It runs on this thread, again for
   * each try, so it should do nothing but compute; while it runs the key is leased, so it must neither read nor change this
   * key through the cache. What it returns is stored also if it is equal to what it was given.
   *
   * @return what the function returned in the last try
   * @throws X what the function threw; nothing was changed
   * @see #putIfAbsent what this group has in common
   */
  <X extends Exception> @Nullable V update(K key, UpdateFunction<V, X> function) throws X;

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

  /**
   * Gives the entry of a key a new time to live, from now on, in all tiers. It keeps its value, and stays as old as it was;
   * a stale entry is fresh again. A load that is under way is not disturbed: what it stores has a time to live of its own.
   *
   * @param timeToLive at least 1 ms; taken as it is, without jitter. What is longer than {@link
   *     io.symphra.cache.expiry.TimeToLive#LONGEST TimeToLive.LONGEST} is taken as that, and makes the entry eternal
   * @return whether there was an entry; while a write to the key is in progress there is none
   * @throws IllegalArgumentException if {@code timeToLive} is shorter
   * @throws CacheException if the shared tier could not be told
   */
  boolean expire(K key, Duration timeToLive);

  /**
   * Ends the time to live of the entry of a key, in all tiers: with {@code serveStale} it is answered as stale from now
   * on, and the first reader has it refreshed; without, it is gone.
   *
   * <p>It says that the value should be looked up again, where {@link #invalidate} says that it is wrong: a load that is
   * under way is stored, and a stale value goes on being answered.
   *
   * @return whether there was an entry
   * @throws CacheException if the shared tier could not be told
   */
  boolean expireNow(K key);

  /**
   * Lets the local tier go now of entries whose time is up and of what is beyond its maximum. It does so by itself as it
   * is used, and never answers an entry whose time is up: this is for a cache that has fallen silent and should give its
   * memory back. An entry whose time ended within the last second or two may stay for the next time.
   *
   * @return what went while this ran
   */
  CleanUpResult cleanUp();

  /** The entries whose rendered key begins with {@code prefix}. */
  Group<K> group(String prefix);

  // Listening

  /**
   * Adds a listener, which hears of what happens from now on. A listener that was added before is not added again.
   *
   * @throws IllegalArgumentException if the listener asks for a sample of less than 0
   */
  void addListener(CacheListener<? super K> listener);

  /**
   * Removes a listener; harmless if it is none. No call of it begins after this has returned; one that is under way
   * goes on.
   */
  void removeListener(CacheListener<? super K> listener);

  /**
   * Lets the local tier go and takes the cache out of its manager; the shared tier keeps its entries. Loads in progress
   * are answered but not kept. Listeners hear of what happened before, as far as the manager's executor still runs, and
   * of nothing after; this method does not wait for them. Closing twice is harmless.
   */
  @Override
  void close();
}
