package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FirstCacheGuideTest {

  @Test
  void readsThroughTheCache() {
    // region: first
    try (CacheManager caches = CacheManager.builder().build()) {
      Cache<Long, String> names = caches
          .cache("names", Long.class, String.class)
          .maximumSize(10_000)
          .timeToLive(TimeToLive.of(Duration.ofMinutes(30)))
          .loader(CacheLoader.oneByOne(id -> "name of " + id))
          .build();

      String name = names.get(101L); // loads it
      String again = names.get(101L); // a local hit
      assertThat(name).isEqualTo("name of 101").isSameAs(again); // check
      assertThat(names.stats().hits()).isOne(); // check
    }
    // end
  }
}
