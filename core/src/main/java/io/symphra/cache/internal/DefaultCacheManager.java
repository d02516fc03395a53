package io.symphra.cache.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheBuilder;
import io.symphra.cache.CacheClosedException;
import io.symphra.cache.CacheConfig;
import io.symphra.cache.CacheManager;
import io.symphra.cache.TypeRef;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.Ticker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one application, and what it must close. The maps are guarded by this object's lock, which is never held
 * while a shared tier is asked.
 */
final class DefaultCacheManager implements CacheManager {

  private final Map<String, DefaultCache<?, ?>> caches = new TreeMap<>();
  /** Those that are being built: their names are taken. */
  private final Map<String, CacheConfig<?, ?>> building = new HashMap<>();

  private final Deque<Runnable> closings = new ArrayDeque<>();
  private final CacheAssembly assembly;
  private boolean closed;

  DefaultCacheManager(
      @Nullable SharedTier sharedTier,
      @Nullable Executor executor,
      @Nullable Executor maintenanceExecutor,
      @Nullable Ticker ticker) {
    this.assembly = new CacheAssembly(
        sharedTier,
        ticker == null ? ownTicker() : ticker,
        executor == null ? ownExecutor() : executor,
        spareExecutor(),
        maintenanceExecutor == null ? ForkJoinPool.commonPool() : maintenanceExecutor,
        ownScheduler(),
        ownTimers(),
        new FlightRules(),
        new GuardRules());
    if (sharedTier != null) {
      closings.push(sharedTier::close);
    }
  }

  @Override
  public <K, V> CacheBuilder<K, V> cache(String name, TypeRef<K> keyType, TypeRef<V> valueType) {
    return new DefaultCacheBuilder<>(name, keyType, valueType, this::create);
  }

  @Override
  public synchronized <K, V> Optional<Cache<K, V>> find(
      String name, TypeRef<K> keyType, TypeRef<V> valueType) {
    requireNonNull(keyType, () -> "cache '%s': keyType must not be null".formatted(name));
    requireNonNull(valueType, () -> "cache '%s': valueType must not be null".formatted(name));
    DefaultCache<?, ?> found = caches.get(requireNonNull(name, "the cache name must not be null"));
    if (found == null) {
      return Optional.empty();
    }
    requireTypes(found.config(), keyType, valueType);
    @SuppressWarnings("unchecked") // both types were compared a line above
    Cache<K, V> typed = (Cache<K, V>) found;
    return Optional.of(typed);
  }

  @Override
  public synchronized Collection<Cache<?, ?>> caches() {
    return List.copyOf(caches.values());
  }

  @Override
  public void close() {
    List<DefaultCache<?, ?>> open;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      open = List.copyOf(caches.values());
    }
    List<Runnable> all = new ArrayList<>();
    open.forEach(cache -> all.add(cache::close));
    all.addAll(closings);
    closeAll(all);
  }

  /** Closes everything, whatever fails on the way; the first failure is thrown at the end. */
  private static void closeAll(List<Runnable> all) {
    RuntimeException first = null;
    for (Runnable closing : all) {
      try {
        closing.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private <K, V> Cache<K, V> create(CacheConfig<K, V> config) {
    reserve(config);
    DefaultCache<K, V> cache;
    boolean built = false;
    try {
      cache = assembly.assemble(config, () -> forget(config.name()));
      built = true;
    } catch (RuntimeException e) {
      throw failed(config.name(), e);
    } finally {
      if (!built) {
        giveUp(config.name());
      }
    }
    if (!settle(cache)) {
      throw discarded(cache);
    }
    return cache;
  }

  private synchronized void giveUp(String name) {
    building.remove(name);
  }

  private synchronized void reserve(CacheConfig<?, ?> config) {
    if (closed) {
      throw closedBefore(config.name());
    }
    DefaultCache<?, ?> found = caches.get(config.name());
    CacheConfig<?, ?> same = found == null ? building.get(config.name()) : found.config();
    if (same != null) {
      requireTypes(same, config.keyType(), config.valueType());
      throw new IllegalStateException(
          "cache '%s' exists already: build it once, then use find(\"%s\", ...)"
              .formatted(config.name(), config.name()));
    }
    building.put(config.name(), config);
  }

  /** Gives its name to a cache, unless the manager was closed meanwhile. */
  private synchronized boolean settle(DefaultCache<?, ?> cache) {
    building.remove(cache.name());
    if (!closed) {
      caches.put(cache.name(), cache);
    }
    return !closed;
  }

  /** The manager was closed meanwhile, so nobody else would close this cache. */
  private static CacheClosedException discarded(DefaultCache<?, ?> cache) {
    CacheClosedException why = closedBefore(cache.name());
    try {
      cache.close();
    } catch (RuntimeException e) { // its tier is closed already
      why.addSuppressed(e);
    }
    return why;
  }

  /** What was closed meanwhile may have failed for that. */
  private synchronized RuntimeException failed(String name, RuntimeException failure) {
    if (!closed) {
      return failure;
    }
    CacheClosedException why = closedBefore(name);
    why.addSuppressed(failure);
    return why;
  }

  private static CacheClosedException closedBefore(String name) {
    return new CacheClosedException(
        "cache '%s' cannot be built: its manager is closed".formatted(name));
  }

  private synchronized void forget(String name) {
    caches.remove(name);
  }

  private static void requireTypes(
      CacheConfig<?, ?> found, TypeRef<?> keyType, TypeRef<?> valueType) {
    if (!found.keyType().equals(keyType) || !found.valueType().equals(valueType)) {
      throw new IllegalArgumentException(
          "cache '%s' exists with types <%s, %s>, and cannot have types <%s, %s> too"
              .formatted(found.name(), found.keyType(), found.valueType(), keyType, valueType));
    }
  }

  private Ticker ownTicker() {
    CoarseTicker coarse = new CoarseTicker();
    closings.push(coarse::close);
    return coarse;
  }

  private Executor ownExecutor() {
    OwnExecutor own = OwnExecutor.start();
    closings.push(own::close);
    return own;
  }

  private Executor spareExecutor() {
    ThreadPoolExecutor spare = OwnExecutor.spare();
    closings.push(spare::shutdown);
    return spare;
  }

  private ScheduledExecutorService ownScheduler() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1, OwnExecutor.daemons("symphra-cache-scheduler"));
    scheduler.setRemoveOnCancelPolicy(
        true); // or a closed cache stays in memory for a third of its fence timeout
    closings.push(scheduler::shutdownNow);
    return scheduler;
  }

  /**
   * Its thread is made for the first load with a timeout. After the manager is closed it goes on until the last of them
   * is over, because their callers wait.
   */
  private ScheduledExecutorService ownTimers() {
    ScheduledThreadPoolExecutor timers =
        new ScheduledThreadPoolExecutor(1, OwnExecutor.daemons("symphra-cache-timers"));
    timers.setRemoveOnCancelPolicy(true);
    closings.push(timers::shutdown);
    return timers;
  }
}
