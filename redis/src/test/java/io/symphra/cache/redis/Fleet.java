package io.symphra.cache.redis;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Four instances of a service, which count their loads, and 32 threads on each that ask for one key at once. */
final class Fleet implements AutoCloseable {

  static final int INSTANCES = 4;
  static final int THREADS = 32;

  private final AtomicInteger loads = new AtomicInteger();
  private final List<CacheManager> managers = new ArrayList<>();
  private final List<Cache<String, String>> caches = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(INSTANCES * THREADS);

  /**
   * Connects.
   *
   * @param load what a load does after it has been counted
   */
  Fleet(String uri, String namespace, Duration leaseTimeout, Callable<String> load) {
    try {
      for (int i = 0; i < INSTANCES; i++) {
        CacheManager manager = manager(uri, namespace);
        managers.add(manager);
        caches.add(cache(manager, leaseTimeout, () -> {
          loads.incrementAndGet();
          return load.call();
        }));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static CacheManager manager(String uri, String namespace) {
    return CacheManager.builder()
        .sharedTier(RedisSharedTier.builder()
            .uri(uri)
            .namespace(namespace)
            .commandTimeout(Duration.ofSeconds(10))
            .connect())
        .build();
  }

  static Cache<String, String> cache(
      CacheManager manager, Duration leaseTimeout, Callable<String> load) {
    return manager
        .cache("c", String.class, String.class)
        .leaseTimeout(leaseTimeout)
        .loader(CacheLoader.oneByOne(key -> {
          try {
            return load.call();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }))
        .build();
  }

  /** All threads of all instances ask for the key. */
  List<Future<String>> ask(String key) {
    CyclicBarrier together = new CyclicBarrier(INSTANCES * THREADS);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < INSTANCES * THREADS; i++) {
      Cache<String, String> cache = caches.get(i % INSTANCES);
      answers.add(threads.submit(() -> {
        together.await();
        return cache.get(key);
      }));
    }
    return answers;
  }

  /** What they got, each value once. */
  static List<String> distinct(List<Future<String>> answers) throws Exception {
    List<String> values = new ArrayList<>();
    for (Future<String> answer : answers) {
      values.add(answer.get(60, TimeUnit.SECONDS));
    }
    return values.stream().distinct().toList();
  }

  int loads() {
    return loads.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    managers.forEach(CacheManager::close);
  }
}
