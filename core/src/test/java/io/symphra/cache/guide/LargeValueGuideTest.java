package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import org.junit.jupiter.api.Test;

class LargeValueGuideTest {

  @Test
  void largeValuesAreNotKept() {
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: large
      Cache<String, byte[]> images = caches
          .cache("images", String.class, byte[].class)
          .maximumWeight(64 << 20, (key, image) -> image.length)
          .maximumValueSize(1 << 20, image -> image.length)
          .loader(CacheLoader.oneByOne(name -> new byte[name.equals("poster") ? 3 << 20 : 30_000]))
          .build();

      byte[] poster = images.get("poster"); // answered, and loaded again next time
      long kept = images.stats().size();
      long tooLarge = images.stats().oversizedValues();
      // end
      assertThat(poster).hasSize(3 << 20);
      assertThat(kept).isZero();
      assertThat(tooLarge).isOne();
    }
  }
}
