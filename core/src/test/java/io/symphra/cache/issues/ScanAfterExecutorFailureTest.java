package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.protect.KeyFilter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An executor that failed, rather than refused, left the key filter waiting for a scan that would never begin. */
class ScanAfterExecutorFailureTest {

  private final AtomicBoolean failing = new AtomicBoolean(true);
  private final KeyFilter<String> filter =
      KeyFilter.of(() -> Stream.of("a")).expectedKeys(10).build();

  @Test
  void theNextScanBegins() {
    try (CacheManager manager = CacheManager.builder()
        .executor(task -> {
          if (failing.get()) {
            throw new IllegalStateException("no thread to be had");
          }
          task.run();
        })
        .build()) {
      Cache<String, String> cache = manager
          .cache("letters", String.class, String.class)
          .keyFilter(filter)
          .loader(CacheLoader.oneByOne(key -> "of " + key))
          .build();
      assertThat(manager.caches()).as("a scan can wait, a cache can not").hasSize(1);
      CompletableFuture<?> refused = filter.rebuild();
      assertThat(refused).isCompletedExceptionally();
      assertThat(filter.stats().failedRebuilds()).isEqualTo(2);
      assertThat(cache.get("z")).as("everything passes").isEqualTo("of z");

      failing.set(false);

      assertThat(filter.rebuild()).isCompleted();
      assertThat(filter.stats().inForce()).isTrue();
      assertThat(cache.get("y")).isNull();
    }
  }
}
