package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A local hit allocates nothing. */
@ParameterizedClass
@EnumSource(Tiers.class)
@Isolated
class LocalHitAllocationTest {

  private static final int HITS = 100_000;
  private static final double FUTURE =
      33; // one object with two references, and a little for the measuring

  private final AtomicLong clock = new AtomicLong();
  private final Tiers tiers;

  LocalHitAllocationTest(Tiers tiers) {
    this.tiers = tiers;
  }

  @Test
  void readThrough() {
    try (CacheManager manager = tiers.manager(clock::get)) {
      Cache<String, String> cache = cache(manager);

      assertThat(bytesPerHit(() -> cache.get("a"))).isLessThan(1);
      assertThat(bytesPerHit(() -> cache.getIfPresent("a"))).isLessThan(1);
    }
  }

  @Test
  void cacheAside() {
    try (CacheManager manager = tiers.manager(clock::get)) {
      Cache<String, String> cache = cache(manager);
      Function<String, String> loader = key -> "v";

      assertThat(bytesPerHit(() -> cache.get("a", loader))).isLessThan(1);
    }
  }

  @Test
  void asynchronousHitsAllocateTheirFuture() {
    try (CacheManager manager = tiers.manager(clock::get)) {
      Cache<String, String> cache = cache(manager);
      Function<String, String> loader = key -> "v";

      assertThat(bytesPerHit(() -> assertDone(cache.async().get("a")))).isLessThanOrEqualTo(FUTURE);
      assertThat(bytesPerHit(() -> assertDone(cache.async().getIfPresent("a"))))
          .isLessThanOrEqualTo(FUTURE);
      assertThat(bytesPerHit(() -> assertDone(cache.async().get("a", loader))))
          .isLessThanOrEqualTo(FUTURE);
    }
  }

  private static void assertDone(CompletableFuture<String> future) {
    if (!future.isDone()) {
      throw new AssertionError("not a local hit");
    }
  }

  private static Cache<String, String> cache(CacheManager manager) {
    Cache<String, String> cache = manager
        .cache("letters", String.class, String.class)
        .loader(CacheLoader.oneByOne(key -> "v"))
        .build();
    cache.get("a");
    cache.get("a");
    return cache;
  }

  /** The least of some rounds: the compilers and the counters' own growth may allocate in one, not in each. */
  private static double bytesPerHit(Runnable hit) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    double least = Double.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      run(hit);
      least = Math.min(least, (double) (threads.getThreadAllocatedBytes(thread) - before) / HITS);
    }
    return least;
  }

  private static void run(Runnable hit) {
    for (int i = 0; i < HITS; i++) {
      hit.run();
    }
  }
}
