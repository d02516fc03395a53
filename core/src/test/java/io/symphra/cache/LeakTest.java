package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was closed is gone: its threads, and its memory even while its manager or its shared tier lives on. */
@Isolated
class LeakTest {

  private static final int CYCLES = 1_000;

  /** Far below what a thousand caches with a hundred entries each would keep: 30 MB and more. */
  private static final long MOST_BYTES_KEPT = 4_000_000;

  /** What the executor of an open manager may begin at most. */
  private static final int MOST_THREADS =
      Math.min(64, 4 * Runtime.getRuntime().availableProcessors());

  @ParameterizedTest
  @EnumSource(Shared.class)
  void managersThatWereClosedLeaveNeitherThreadsNorMemory(Shared shared) {
    HeapSharedTier tier = HeapSharedTier.create();
    requireNoLeak(cycle -> {
      try (CacheManager manager = shared.manager(tier)) {
        use(manager, "letters");
      }
    });
  }

  @ParameterizedTest
  @EnumSource(Shared.class)
  void cachesThatWereClosedLeaveNothingInTheirManager(Shared shared) {
    try (CacheManager manager = shared.manager(HeapSharedTier.create())) {
      requireNoLeak(cycle -> use(manager, "letters").close());
      assertThat(manager.caches()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Shared.class)
  void aClosedCacheIsCollectedWhileItsManagerLives(Shared shared) {
    try (CacheManager manager = shared.manager(HeapSharedTier.create())) {
      List<WeakReference<Cache<String, byte[]>>> closed = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        closed.add(new WeakReference<>(closedCache(manager)));
      }
      awaitCollectionOf(closed);
    }
  }

  @Test
  void aSharedTierForgetsTheManagersThatWereClosed() {
    HeapSharedTier tier = HeapSharedTier.create();
    List<WeakReference<CacheManager>> closed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      closed.add(new WeakReference<>(closedManager(tier)));
    }
    awaitCollectionOf(closed);
    assertThat(tier.connect()).isNotNull(); // the tier itself is alive to the end
  }

  /** The test's test: what a living cache holds is seen. */
  @Test
  void aCacheThatIsNotClosedIsSeen() {
    try (CacheManager manager = CacheManager.builder().build()) {
      WeakReference<Cache<String, byte[]>> open = new WeakReference<>(use(manager, "letters"));
      long before = heapAfterCollection();
      for (int i = 0; i < 100; i++) {
        use(manager, "open" + i);
      }
      assertThat(heapAfterCollection() - before).isGreaterThan(MOST_BYTES_KEPT);
      assertThat(open.get()).isNotNull();
      assertThat(threads()).isNotEmpty();
    }
  }

  private static Cache<String, byte[]> closedCache(CacheManager manager) {
    Cache<String, byte[]> cache = use(manager, "letters");
    cache.close();
    return cache;
  }

  private static CacheManager closedManager(HeapSharedTier tier) {
    try (CacheManager manager = Shared.LOCAL_AND_SHARED.manager(tier)) {
      use(manager, "letters");
      return manager;
    }
  }

  /** A cache that has read, written and let go, and holds something: 100 kB. */
  private static Cache<String, byte[]> use(CacheManager manager, String name) {
    Cache<String, byte[]> cache = manager
        .cache(name, String.class, byte[].class)
        .loader(CacheLoader.oneByOne(key -> new byte[1_000]))
        .build();
    for (int i = 0; i < 100; i++) {
      cache.get("k" + i);
    }
    cache.update("k0", () -> 0);
    cache.invalidate("k1");
    return cache;
  }

  private static void requireNoLeak(IntConsumer cycle) {
    for (int i = 0; i < 50; i++) { // what the first ones load once stays
      cycle.accept(i);
    }
    Set<Thread> threads = threads();
    long heap = heapAfterCollection();
    for (int i = 0; i < CYCLES; i++) {
      cycle.accept(i);
    }
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
      Set<Thread> added = threads();
      added.removeAll(threads);
      assertThat(added)
          .as("threads beyond those of one manager")
          .hasSizeLessThanOrEqualTo(MOST_THREADS);
    });
    assertThat(heapAfterCollection() - heap).as("bytes kept").isLessThan(MOST_BYTES_KEPT);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("symphra-cache"))
        .collect(Collectors.toSet());
  }

  private static void awaitCollectionOf(List<? extends WeakReference<?>> closed) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
      System.gc();
      assertThat(closed).allMatch(reference -> reference.get() == null);
    });
  }

  /** What is reachable: the least of a few readings, because a collection may come too early for references. */
  private static long heapAfterCollection() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      ManagementFactory.getMemoryMXBean().gc();
      least = Math.min(
          least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /** Whether there is a shared tier, which outlives the managers. */
  enum Shared {
    LOCAL_ONLY {
      @Override
      CacheManager manager(HeapSharedTier tier) {
        return CacheManager.builder().build();
      }
    },
    LOCAL_AND_SHARED {
      @Override
      CacheManager manager(HeapSharedTier tier) {
        return CacheManager.builder().sharedTier(tier.connect()).build();
      }
    };

    abstract CacheManager manager(HeapSharedTier tier);
  }
}
