package io.symphra.cache.benchmarks.torture;

import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shared tier of one cache, with an eye on the fences of writes and stops where a thread may stand still. */
final class WatchedCache<K, V> implements SharedCache<K, V> {

  private final SharedCache<K, V> cache;
  private final Watches watches;
  private final Disturber disturber;

  WatchedCache(SharedCache<K, V> cache, Watches watches, Disturber disturber) {
    this.cache = cache;
    this.watches = watches;
    this.disturber = disturber;
  }

  @Override
  public long now() {
    return cache.now();
  }

  @Override
  public Coherence coherence() {
    return cache.coherence();
  }

  @Override
  public Map<K, StoredEntry<V>> get(Collection<K> keys) {
    Map<K, StoredEntry<V>> entries = cache.get(keys);
    disturber.afterSharedRead(keys);
    return entries;
  }

  @Override
  public Map<K, LeaseAnswer<V>> lease(
      Collection<K> keys, Duration timeout, @Nullable Long staleAt) {
    return cache.lease(keys, timeout, staleAt);
  }

  @Override
  public Set<K> fill(Map<K, Fill<V>> fills) {
    return cache.fill(fills);
  }

  @Override
  public Set<K> put(Map<K, StoredEntry<V>> entries) {
    return cache.put(entries);
  }

  @Override
  public void fence(Collection<K> keys, Fence fence) {
    long askedAt = System.nanoTime();
    cache.fence(keys, fence);
    stands(askedAt, fence);
  }

  @Override
  public Set<K> upgrade(Map<K, Lease> leases, Fence fence) {
    long askedAt = System.nanoTime();
    Set<K> fenced = cache.upgrade(leases, fence);
    if (fenced.size() == leases.size()) {
      stands(askedAt, fence);
    }
    return fenced;
  }

  private void stands(long askedAt, Fence fence) {
    WriteWatch watch = watches.current();
    if (watch != null) {
      watch.stands(askedAt, fence.timeout());
      watches.fenced(fence.token(), watch);
    }
  }

  @Override
  public Set<K> renew(Collection<K> keys, Fence fence) {
    WriteWatch watch = watches.ofToken(fence.token());
    if (watch != null && watch.standsStill()) {
      return Set.copyOf(keys); // a process that stands still sends nothing, and does not know of it
    }
    long askedAt = System.nanoTime();
    Set<K> renewed = cache.renew(keys, fence);
    if (watch != null && renewed.containsAll(keys)) {
      watch.stands(askedAt, fence.timeout());
    }
    return renewed;
  }

  @Override
  public Set<K> release(Fence fence, Map<K, @Nullable StoredEntry<V>> entries) {
    WriteWatch watch = watches.ofToken(fence.token());
    if (watch != null && watch.hasCommitted()) {
      disturber.beforeRelease();
    }
    Set<K> set = cache.release(fence, entries);
    if (watch != null) {
      watch.released();
    }
    return set;
  }

  @Override
  public void invalidate(Collection<K> keys) {
    cache.invalidate(keys);
  }

  @Override
  public void invalidateMatching(Glob glob) {
    cache.invalidateMatching(glob);
  }

  @Override
  public void clear() {
    cache.clear();
  }

  @Override
  public Set<K> expire(Map<K, Duration> freshFor) {
    return cache.expire(freshFor);
  }

  @Override
  public Set<K> scan(Glob glob, int limit) {
    return cache.scan(glob, limit);
  }

  @Override
  public void awaitChanges() {
    cache.awaitChanges();
  }

  @Override
  public void close() {
    cache.close();
  }
}
