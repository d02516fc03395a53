package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An executor threw refreshes away in silence, and from then on nothing was refreshed. */
class LostRefreshTest {

  /** More than refreshes may be under way at once. */
  private static final int KEYS = 100;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final List<Runnable> taken = new ArrayList<>();
  private boolean discards = true;

  private void execute(Runnable task) {
    if (discards) {
      taken.add(task);
    } else {
      task.run();
    }
  }

  @Test
  void refreshesGoOnAMinuteLater() {
    try (CacheManager manager =
        CacheManager.builder().ticker(clock::get).executor(this::execute).build()) {
      Cache<Integer, String> cache = manager
          .cache("lost", Integer.class, String.class)
          .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
          .serveStale(Duration.ofHours(1))
          .loader(CacheLoader.oneByOne(key -> "load " + loads.incrementAndGet()))
          .build();
      readAll(cache);
      pass(Duration.ofMinutes(1));
      readAll(cache);
      assertThat(taken).as("refreshes that the executor threw away").hasSize(32);

      pass(Duration.ofSeconds(61));
      discards = false;
      readAll(cache);
      assertThat(loads).as("all refreshed").hasValue(2 * KEYS);

      taken.forEach(Runnable::run);
      assertThat(loads).as("what was given up does nothing").hasValue(2 * KEYS);
    }
  }

  private static void readAll(Cache<Integer, String> cache) {
    for (int key = 0; key < KEYS; key++) {
      assertThat(cache.get(key)).isNotNull();
    }
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }
}
