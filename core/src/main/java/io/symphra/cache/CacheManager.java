package io.symphra.cache;

import io.symphra.cache.internal.DefaultCacheManagerBuilder;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.spi.Ticker;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The caches of an application, with what they share: a shared tier, a ticker and an executor.
 *
 * <p>An application has one, opens it at the start and closes it at the end. Thread-safe.
 */
public interface CacheManager extends AutoCloseable {

  /** A builder; without further settings it makes caches with a local tier only. */
  static Builder builder() {
    return new DefaultCacheManagerBuilder();
  }

  /**
   * Begins a cache.
   *
   * @param name {@code [A-Za-z0-9._-]+}, at most 200 characters
   * @throws IllegalArgumentException if the name is not allowed
   */
  <K, V> CacheBuilder<K, V> cache(String name, TypeRef<K> keyType, TypeRef<V> valueType);

  /** The same for types without type arguments. */
  default <K, V> CacheBuilder<K, V> cache(String name, Class<K> keyType, Class<V> valueType) {
    return cache(name, TypeRef.of(keyType), TypeRef.of(valueType));
  }

  /** The same for a value type with type arguments. */
  default <K, V> CacheBuilder<K, V> cache(String name, Class<K> keyType, TypeRef<V> valueType) {
    return cache(name, TypeRef.of(keyType), valueType);
  }

  /**
   * The cache of a name, if it has been built.
   *
   * @throws IllegalArgumentException if it was built with other types
   */
  <K, V> Optional<Cache<K, V>> find(String name, TypeRef<K> keyType, TypeRef<V> valueType);

  /** The same for types without type arguments. */
  default <K, V> Optional<Cache<K, V>> find(String name, Class<K> keyType, Class<V> valueType) {
    return find(name, TypeRef.of(keyType), TypeRef.of(valueType));
  }

  /** The same for a value type with type arguments. */
  default <K, V> Optional<Cache<K, V>> find(String name, Class<K> keyType, TypeRef<V> valueType) {
    return find(name, TypeRef.of(keyType), valueType);
  }

  /** All caches that have been built and not closed, in the order of their names. */
  Collection<Cache<?, ?>> caches();

  /**
   * Closes every cache, then the shared tier, the executor if the manager made it, and the ticker if the manager made
   * it. Closing twice is harmless.
   */
  @Override
  void close();

  /** Collects the settings of a manager. Not thread-safe. */
  interface Builder {

    /** The tier all instances share; the manager closes it. Without one each cache lives in its local tier alone. */
    Builder sharedTier(SharedTier tier);

    /**
     * Where user code runs that is not called on the caller's own thread: refreshes, asynchronous calls, reads with a
     * timeout, loads with a {@code loadTimeout}, listeners and the scans of key filters. The manager does not close it.
     * By default virtual threads on Java 21 and later; before that a pool of four threads per processor, at most 64, with
     * a queue of 1,024.
     *
     * <p>Where it takes no more, a refresh is left to the next reader, an asynchronous call fails with an
     * {@link AsyncRejectedException}, a read with a timeout with a {@link CacheException}, a load with a
     * {@code loadTimeout} runs on its caller's thread, a scan is tried again later, and listeners are called on a thread of
     * the manager's own.
     *
     * <p>It must run what it takes, or throw {@link java.util.concurrent.RejectedExecutionException}. One that throws tasks
     * away and says nothing, such as a pool with {@code DiscardPolicy} or {@code DiscardOldestPolicy}, is not allowed:
     * asynchronous calls would never end, and fences of their writes stay; listeners would hear nothing more, and key filters
     * not be scanned again. Only a refresh that was thrown away gives its place to another, after a minute.
     */
    Builder executor(Executor executor);

    /**
     * Where the local tiers rank their entries and let go of what is too much or too old: short work of the library's
     * own, after reads and writes. Where it refuses, the caller does the work. By default the common pool of the JVM.
     * {@code Runnable::run} makes every write tidy up before it returns, for tests.
     */
    Builder maintenanceExecutor(Executor executor);

    /** The source of time. By default a coarse one: a thread that reads the clock every millisecond. */
    Builder ticker(Ticker ticker);

    /** Opens the manager. */
    CacheManager build();
  }
}
