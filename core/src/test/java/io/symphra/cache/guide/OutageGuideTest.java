package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.FaultyTier;
import io.symphra.cache.HeapSharedTier;
import io.symphra.cache.SharedTierOutage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class OutageGuideTest {

  private final Map<Long, String> database = new ConcurrentHashMap<>(Map.of(101L, "first"));

  @Test
  void writesGoOn() {
    FaultyTier tier = new FaultyTier(HeapSharedTier.create().connect());
    try (CacheManager caches = CacheManager.builder().sharedTier(tier).build()) {
      // region: proceed
      Cache<Long, String> names = caches
          .cache("names", Long.class, String.class)
          .loader(CacheLoader.oneByOne(database::get))
          .whenSharedTierIsDown(SharedTierOutage.PROCEED)
          .build();
      // end
      tier.goDown();
      // region: write
      names.update(101L, () -> database.put(101L, "second")); // the server is away

      String asWritten = names.get(101L); // "second", from the database
      long unfenced = names.stats().unfencedWrites(); // 1
      // end
      assertThat(asWritten).isEqualTo("second");
      assertThat(unfenced).isOne();
    }
  }
}
