package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An executor that failed, rather than refused, took one of the 32 permits for refreshes with it each time. */
class RefreshPermitTest {

  @Test
  void refreshesGoOnAfterTheExecutorHasFailedOften() {
    AtomicLong clock = new AtomicLong();
    AtomicBoolean failing = new AtomicBoolean(true);
    AtomicInteger refreshes = new AtomicInteger();
    try (CacheManager manager = CacheManager.builder()
        .ticker(clock::get)
        .executor(task -> {
          if (failing.get()) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          task.run();
        })
        .build()) {
      Cache<String, String> cache = manager
          .cache("letters", String.class, String.class)
          .timeToLive(TimeToLive.of(Duration.ofSeconds(1)).jitter(0))
          .serveStale(Duration.ofHours(1))
          .loader(CacheLoader.oneByOne(key -> "new" + refreshes.incrementAndGet()))
          .build();
      cache.put("a", "old");
      for (int i = 0; i < 40; i++) {
        clock.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThatThrownBy(() -> cache.get("a")).isInstanceOf(OutOfMemoryError.class);
      }
      failing.set(false);
      clock.addAndGet(Duration.ofSeconds(2).toNanos());

      assertThat(cache.get("a")).isEqualTo("old");

      assertThat(cache.getIfPresent("a")).isEqualTo("new1");
    }
  }
}
