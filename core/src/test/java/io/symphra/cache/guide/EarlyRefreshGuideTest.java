package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.EarlyRefresh;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EarlyRefreshGuideTest {

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();

  @Test
  void refreshesBeforeTheTimeIsUp() {
    try (CacheManager caches =
        CacheManager.builder().ticker(clock::get).executor(Runnable::run).build()) {
      // region: early
      Cache<Long, String> prices = caches
          .cache("prices", Long.class, String.class)
          .timeToLive(TimeToLive.of(Duration.ofMinutes(1)))
          .earlyRefresh(EarlyRefresh.ofDefaults())
          .loader(CacheLoader.oneByOne(this::slowPrice))
          .build();
      // end
      prices.get(1L);
      prices.get(1L);
      for (int second = 0; second < 3_600; second++) {
        clock.addAndGet(Duration.ofSeconds(1).toNanos() / 10);
        for (int reader = 0; reader < 20; reader++) {
          prices.get(1L);
        }
      }
      assertThat(loads.get()).isBetween(5, 12);
      assertThat(prices.stats().misses()).as("readers who had to wait").isLessThan(3);
    }
  }

  private String slowPrice(Long id) {
    loads.incrementAndGet();
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    return "price of " + id;
  }
}
