package io.symphra.cache.internal;

import io.symphra.cache.CacheException;
import io.symphra.cache.spi.Coherence;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.StoredEntry;
import io.symphra.cache.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of a cache in the shared tier, which is reminded of invalidations when it is back.
 *
 * <p>What it could not be told is kept, and so are fences that could not be lowered. When a connection was lost, what it was told in the last minute is told again,
 * because a promoted replica or an older snapshot may not know of it. Until that is done this instance reads nothing from
 * there. Thread-safe.
 */
final class RemindedSharedCache<K, V> implements SharedCache<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(RemindedSharedCache.class);
  private static final int BATCH = 1_000;
  private static final int MOST_STANDING = 1_000;
  private static final long LOOK = 250;
  private static final String REMIND = "remind";

  private final String cacheName;
  private final SharedCache<K, V> tier;
  private final Debts<K> debts;
  private final Map<Fence, Set<K>> standing = new ConcurrentHashMap<>();
  private final ReentrantLock reminding = new ReentrantLock();
  private final Outages outages;
  private final Executor spare;
  private final ScheduledFuture<?> check;
  private volatile int remindedIn;
  private volatile boolean indebted;

  /**
   * A cache that owes nothing.
   *
   * @param scheduler says when it is time to look
   * @param spare where the tier is reminded, which may take as long as it does
   */
  RemindedSharedCache(
      String cacheName,
      SharedCache<K, V> tier,
      Ticker ticker,
      ScheduledExecutorService scheduler,
      Executor spare) {
    this.cacheName = cacheName;
    this.tier = tier;
    this.debts = new Debts<>(ticker);
    this.outages = new Outages(ticker);
    this.remindedIn = tier.coherence().epoch();
    this.spare = spare;
    this.check = scheduler.scheduleWithFixedDelay(this::look, LOOK, LOOK, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (!isReminded() && !reminding.isLocked()) {
      try {
        spare.execute(this::tryToRemind);
      } catch (RejectedExecutionException | OutOfMemoryError e) { // no thread to be had: next time
        LOG.trace("cache '{}': the shared tier is not reminded now", cacheName, e);
      }
    }
  }

  private void tryToRemind() {
    try {
      remind();
      outages.endWith(REMIND);
    } catch (RuntimeException e) {
      if (outages.beginWith(REMIND)) {
        LOG.warn(
            "cache '{}': the shared tier cannot be told of {} invalidations; it is told when it is back, and not read before",
            cacheName,
            debts.isEverythingOwed() ? "all" : debts.size(),
            e);
      }
    }
  }

  /** Whether the tier knows of everything this instance has let go. */
  boolean isReminded() {
    return !indebted && remindedIn == tier.coherence().epoch();
  }

  /** Tells the tier what it may not know, if anything. */
  void remind() {
    if (!isReminded() && reminding.tryLock()) {
      try {
        remindNow();
      } finally {
        reminding.unlock();
      }
    }
  }

  private void remindNow() {
    int epoch = tier.coherence().epoch();
    boolean isNewEpoch = epoch != remindedIn;
    long ticket = debts.ticket();
    if (debts.isEverythingOwed()) {
      tier.clear();
      debts.toldEverything(ticket);
    }
    standing.entrySet().removeIf(each -> {
      tier.release(each.getKey(), dropped(each.getValue()));
      return true;
    });
    Set<K> keys = isNewEpoch ? debts.owedAndRecent() : debts.owed();
    List<K> batch = new ArrayList<>(Math.min(BATCH, keys.size()));
    for (K key : keys) {
      batch.add(key);
      if (batch.size() == BATCH) {
        remind(batch, ticket);
        batch.clear();
      }
    }
    remind(batch, ticket);
    remindedIn = epoch;
    settle();
    if (!keys.isEmpty()) {
      LOG.info(
          "cache '{}': the shared tier was reminded of {} invalidations", cacheName, keys.size());
    }
  }

  private void remind(List<K> keys, long ticket) {
    if (!keys.isEmpty()) {
      tier.invalidate(keys);
      debts.told(keys, ticket);
    }
  }

  /** Debts come first, so that none that is made meanwhile is overlooked. */
  private void settle() {
    indebted = false;
    if (!debts.isEmpty()) {
      indebted = true;
    }
  }

  private void requireReminded() {
    if (!isReminded()) {
      remind();
      if (!isReminded()) {
        throw new CacheException(
            "cache '%s': the shared tier has not heard of every invalidation yet"
                .formatted(cacheName),
            null);
      }
    }
  }

  /** Tells the tier that keys are to be let go, and keeps them if it cannot be told. */
  private <T> T telling(Collection<K> keys, Supplier<T> call) {
    long ticket = debts.ticket();
    try {
      T answer = call.get();
      debts.told(keys, ticket);
      return answer;
    } catch (RuntimeException e) {
      debts.owe(keys, ticket);
      indebted = true;
      throw e;
    }
  }

  private void tellingOfAll(Runnable call, boolean isEverything) {
    long ticket = debts.ticket();
    try {
      call.run();
      if (isEverything) {
        debts.toldEverything(ticket);
      }
    } catch (RuntimeException e) {
      debts.oweEverything(ticket);
      indebted = true;
      throw e;
    }
  }

  @Override
  public long now() {
    return tier.now();
  }

  @Override
  public Coherence coherence() {
    return tier.coherence();
  }

  @Override
  public Map<K, StoredEntry<V>> get(Collection<K> keys) {
    requireReminded();
    return tier.get(keys);
  }

  @Override
  public Map<K, LeaseAnswer<V>> lease(
      Collection<K> keys, Duration timeout, @Nullable Long staleAt) {
    requireReminded();
    return tier.lease(keys, timeout, staleAt);
  }

  @Override
  public Set<K> fill(Map<K, Fill<V>> fills) {
    return tier.fill(fills);
  }

  @Override
  public Set<K> put(Map<K, StoredEntry<V>> entries) {
    return tier.put(entries);
  }

  @Override
  public void fence(Collection<K> keys, Fence fence) {
    tier.fence(keys, fence);
  }

  @Override
  public Set<K> upgrade(Map<K, Lease> leases, Fence fence) {
    return tier.upgrade(leases, fence);
  }

  @Override
  public Set<K> renew(Collection<K> keys, Fence fence) {
    return tier.renew(keys, fence);
  }

  @Override
  public Set<K> release(Fence fence, Map<K, @Nullable StoredEntry<V>> entries) {
    try {
      return telling(entries.keySet(), () -> tier.release(fence, entries));
    } catch (RuntimeException e) {
      if (standing.size() < MOST_STANDING) { // others fall at their deadline
        standing.put(fence, Set.copyOf(entries.keySet()));
      }
      throw e;
    }
  }

  private static <K, V> Map<K, @Nullable StoredEntry<V>> dropped(Set<K> keys) {
    Map<K, @Nullable StoredEntry<V>> nothing = new HashMap<>();
    keys.forEach(key -> nothing.put(key, null));
    return nothing;
  }

  @Override
  public void invalidate(Collection<K> keys) {
    telling(keys, () -> {
      tier.invalidate(keys);
      return true;
    });
  }

  @Override
  public void invalidateMatching(Glob glob) {
    tellingOfAll(() -> tier.invalidateMatching(glob), false);
  }

  @Override
  public void clear() {
    tellingOfAll(tier::clear, true);
  }

  @Override
  public Set<K> expire(Map<K, Duration> freshFor) {
    return tier.expire(freshFor);
  }

  @Override
  public Set<K> scan(Glob glob, int limit) {
    return tier.scan(glob, limit);
  }

  @Override
  public void awaitChanges() {
    tier.awaitChanges();
  }

  @Override
  public void close() {
    check.cancel(false);
    if (indebted) {
      tryToRemind();
    }
    tier.close();
  }
}
