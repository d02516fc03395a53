package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.protect.KeyFilter;
import io.symphra.cache.protect.NegativeCaching;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyFilterGuideTest {

  private static final class Repository {

    private int queries;

    Stream<Long> ids() {
      return Stream.of(101L, 102L);
    }

    @Nullable
    String find(Long id) {
      queries++;
      return id == 101L ? "bread" : null;
    }
  }

  @Test
  void turnsAwayKeysThatCannotExist() {
    Repository repository = new Repository();
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: filter
      KeyFilter<Long> existing = KeyFilter.of(() -> repository.ids())
          .expectedKeys(1_000_000)
          .falsePositiveRate(0.01)
          .rebuildEvery(Duration.ofHours(6))
          .build();
      Cache<Long, String> names = caches
          .cache("names", Long.class, String.class)
          .keyFilter(existing)
          .negativeCaching(NegativeCaching.of(Duration.ofSeconds(30)))
          .loader(CacheLoader.oneByOne(id -> repository.find(id)))
          .build();

      existing.rebuild().join(); // scans now; the first scan began with the cache

      String nobody = names.get(404L); // null, and the repository was not asked
      double rate = existing.stats().observedFalsePositiveRate();
      // end
      assertThat(nobody).isNull();
      assertThat(rate).isZero();
      assertThat(repository.queries).isZero();
      assertThat(names.get(101L)).isEqualTo("bread");
    }
  }
}
