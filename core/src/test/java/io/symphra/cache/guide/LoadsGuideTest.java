package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.protect.Coalescing;
import io.symphra.cache.protect.LoadLimit;
import io.symphra.cache.protect.LoadTimeout;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadsGuideTest {

  private record Rate(String currency, long version, double value, boolean provisional) {}

  private interface Rates {

    /** The rate if it is newer than the version, else null. */
    Rate newerThan(String currency, long version);
  }

  @Test
  void loadsWithAContext() {
    Rates service =
        (currency, version) -> new Rate(currency, version + 1, 1.08, currency.equals("CHF"));
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: context
      Cache<String, Rate> rates = caches
          .cache("rates", String.class, Rate.class)
          .serveStale(Duration.ofHours(1))
          .loader(CacheLoader.withContext((currencies, context) -> {
            Map<String, Rate> found = new HashMap<>();
            for (String currency : currencies) {
              Rate old = context.oldValue(currency);
              Rate next = service.newerThan(currency, old == null ? -1 : old.version());
              if (next == null) {
                context.unchanged(currency); // a new time to live for the old value
              } else {
                found.put(currency, next);
                if (next.provisional()) {
                  context.timeToLive(currency, Duration.ofSeconds(5));
                }
              }
            }
            return found;
          }))
          .build();
      // end
      assertThat(rates.get("EUR").value()).isEqualTo(1.08);
      assertThat(rates.get("CHF").provisional()).isTrue();
    }
  }

  @Test
  void boundsLoads() {
    CacheLoader<String, String> loader = CacheLoader.oneByOne(key -> key + "!");
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: bounds
      Cache<String, String> prices = caches
          .cache("prices", String.class, String.class)
          .loader(loader)
          .serveStale(Duration.ofMinutes(10))
          .loadLimit(LoadLimit.of(20).maxWaiting(200).maxWait(Duration.ofMillis(500)))
          .loadTimeout(LoadTimeout.of(Duration.ofSeconds(2)).soft(Duration.ofMillis(100)))
          .build();
      // end
      assertThat(prices.get("lamp")).isEqualTo("lamp!");
    }
  }

  @Test
  void coalesces() {
    CacheLoader<String, String> loader = CacheLoader.oneByOne(key -> key + "!");
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: coalescing
      Cache<String, String> prices = caches
          .cache("prices", String.class, String.class)
          .loader(loader)
          .coalescing(Coalescing.of(Duration.ofMillis(1)).maxBatch(200))
          .build();
      // end
      assertThat(prices.get("lamp")).isEqualTo("lamp!");
    }
  }
}
