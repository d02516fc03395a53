package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A refresh that waited in the executor's queue called the loader after its cache had been closed. */
class RefreshAfterCloseTest {

  @Test
  void aRefreshThatHasNotBegunDoesNotBegin() {
    AtomicLong clock = new AtomicLong();
    AtomicInteger loads = new AtomicInteger();
    Queue<Runnable> queue = new ArrayDeque<>();
    try (CacheManager manager =
        CacheManager.builder().ticker(clock::get).executor(queue::add).build()) {
      Cache<String, String> cache = manager
          .cache("letters", String.class, String.class)
          .timeToLive(TimeToLive.of(Duration.ofSeconds(1)).jitter(0))
          .serveStale(Duration.ofHours(1))
          .loader(CacheLoader.oneByOne(key -> "loaded " + loads.incrementAndGet()))
          .build();
      cache.get("a");
      clock.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(cache.get("a")).isEqualTo("loaded 1");
      assertThat(queue).hasSize(1);

      cache.close();
      queue.remove().run();

      assertThat(loads).hasValue(1);
    }
  }
}
