package io.symphra.cache.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one cache in the shared tier, with the leases and fences that keep them right.
 *
 * <p>Each key has a value and a guard. The guard is absent, a lease, or a fence. Every operation is atomic for each of
 * its keys, and not across keys. What each does under each guard is the table in {@code docs/consistency.md}; the
 * contract suite of the testkit checks it against every implementation.
 *
 * <p>Instances may have opened the cache with different schema versions. Each reads only entries of its own: those of
 * another are not there for {@code get}, {@code lease}, {@code fill} and {@code expire}, and what replaces or drops an
 * entry does so whatever schema it is of. Guards know no schema, so leases, fences and invalidations work between all
 * instances.
 *
 * <p>Implementations are thread-safe. Any operation may throw an unchecked exception when the tier cannot be reached; a
 * reader then goes on without the tier.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public interface SharedCache<K, V> extends AutoCloseable {

  /** The time on the tier's clock, in milliseconds, as well as this instance knows it. Never throws. */
  long now();

  /** How far the change listener of this cache can be trusted. */
  Coherence coherence();

  /** The entries that stand, fresh or stale; a key without one is left out. */
  Map<K, StoredEntry<V>> get(Collection<K> keys);

  /**
   * Asks for the lease of each key.
   *
   * @param timeout how long a granted lease lasts
   * @param staleAt an entry created before this time of the tier's clock may be refreshed although it is fresh; null
   *     leaves fresh entries alone
   * @return an answer for every key
   */
  Map<K, LeaseAnswer<V>> lease(Collection<K> keys, Duration timeout, @Nullable Long staleAt);

  /**
   * Stores each entry, or drops its value, if its lease still stands, and gives the lease back.
   *
   * @return the keys whose lease still stood, and whose stored version is not newer; for all others no value changed
   */
  Set<K> fill(Map<K, Fill<V>> fills);

  /**
   * Stores entries that no load produced; voids leases, is refused under a fence.
   *
   * @return the keys that were stored
   */
  Set<K> put(Map<K, StoredEntry<V>> entries);

  /** Raises a fence on each key: deletes its value, voids its lease; taints the fences it finds there. */
  void fence(Collection<K> keys, Fence fence);

  /**
   * Turns leases into this writer's fence: on each key on which the lease still stands, in one step, the value is deleted
   * and an untainted fence stands in place of the lease. On all other keys nothing changes.
   *
   * <p>So a writer that read a value under the lease knows that nobody wrote since, and that readers store nothing from
   * now on.
   *
   * @return the keys on which the fence stands
   */
  Set<K> upgrade(Map<K, Lease> leases, Fence fence);

  /**
   * Moves the deadline of this writer's fence to a full timeout from now.
   *
   * @return the keys on which the fence still stood; the others were forgotten and will drop their value at the release
   */
  Set<K> renew(Collection<K> keys, Fence fence);

  /**
   * Lowers this writer's fence on each key.
   *
   * @param entries the entry to set for each key; a null value drops the key
   * @return the keys whose entry was set: those that nobody else fenced or invalidated while the fence stood
   */
  Set<K> release(Fence fence, Map<K, @Nullable StoredEntry<V>> entries);

  /** Deletes each value, voids its lease, taints its fence. */
  void invalidate(Collection<K> keys);

  /** Invalidates every key whose rendered form matches; a fill that began before it is refused. */
  void invalidateMatching(Glob glob);

  /** Invalidates every key; a fill that began before it is refused. */
  void clear();

  /**
   * Gives entries that stand a new time to be fresh, from now on. It keeps the value, its version, when it was created, how
   * long it may be answered after, and the guard: a load or a lease goes on, and a fence has left nothing to change.
   *
   * @param freshFor the time of each key, as {@link StoredEntry#freshFrom} takes it; zero ends the freshness now, and with
   *     it the entry unless it may be answered stale
   * @return the keys that had an entry
   */
  Set<K> expire(Map<K, Duration> freshFor);

  /**
   * Keys of entries that stand, fresh or stale, and whose rendered form matches; of keys that are stored or go meanwhile
   * some may be among them, and so may keys of entries of another schema. What cannot be decoded as a key is left out.
   *
   * @param limit the most keys to give; at least 1
   */
  Set<K> scan(Glob glob, int limit);

  /** Returns when the listener has heard of every change that was made before the call. */
  void awaitChanges();

  /** Stops listening. The entries stay. Closing twice is harmless. */
  @Override
  void close();
}
