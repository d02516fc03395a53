package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.protect.NegativeCaching;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NegativeCachingGuideTest {

  private static final class Repository {

    private int queries;

    @Nullable
    String find(Long id) {
      queries++;
      return id == 101L ? "bread" : null;
    }
  }

  @Test
  void remembersAMissingKey() {
    Repository repository = new Repository();
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: negative
      Cache<Long, String> names = caches
          .cache("names", Long.class, String.class)
          .negativeCaching(NegativeCaching.of(Duration.ofSeconds(30)))
          .loader(CacheLoader.oneByOne(id -> repository.find(id)))
          .build();

      String nobody = names.get(404L); // null, and loaded
      String again = names.get(404L); // null, and answered by the negative entry
      long spared = names.stats().negativeHits();
      // end
      assertThat(nobody).isNull();
      assertThat(again).isNull();
      assertThat(spared).isEqualTo(1);
      assertThat(repository.queries).isEqualTo(1);
    }
  }
}
