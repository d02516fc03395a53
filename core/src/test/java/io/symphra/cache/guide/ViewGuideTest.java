package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CallOptions;
import io.symphra.cache.ReadStrategy;
import io.symphra.cache.WriteMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ViewGuideTest {

  @Test
  void singleCallsDiffer() {
    try (CacheManager caches = CacheManager.builder().build()) {
      Cache<String, String> prices = caches
          .cache("prices", String.class, String.class)
          .loader(CacheLoader.oneByOne(article -> "9.99"))
          .build();
      // region: options
      Cache<String, String> impatient =
          prices.with(CallOptions.ofDefaults().timeout(Duration.ofMillis(200)));
      Cache<String, String> exact = prices.with(CallOptions.ofDefaults().skipShared());
      Cache<String, String> brief =
          prices.with(CallOptions.ofDefaults().timeToLive(Duration.ofSeconds(5)));

      String shown = impatient.get("lamp"); // CacheTimeoutException after 200 ms; the load goes on
      String charged = exact.get("lamp"); // asks the system of record
      brief.put("flash sale", "1.00"); // this entry expires early
      // end
      assertThat(shown).isEqualTo(charged).isEqualTo("9.99");
      // region: modes
      Cache<String, String> cacheOnly = prices.with(WriteMode.NONE);
      Cache<String, String> aside = prices.with(ReadStrategy.CACHE_ASIDE);

      cacheOnly.put("lamp", "8.99"); // no writer is called
      String known = aside.get("chair"); // what a tier has, or null: the loader is not called
      // end
      assertThat(prices.get("lamp")).isEqualTo("8.99");
      assertThat(known).isNull();
    }
  }
}
