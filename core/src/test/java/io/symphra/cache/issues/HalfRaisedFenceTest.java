package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.FaultyTier;
import io.symphra.cache.HeapSharedTier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A fence that was raised although raising it failed stood until its deadline: nothing was cached for 30 seconds. */
class HalfRaisedFenceTest {

  @Test
  void aFenceIsLoweredAgainWhereItMayStand() {
    FaultyTier tier = new FaultyTier(HeapSharedTier.create().connect());
    try (CacheManager manager = CacheManager.builder().sharedTier(tier).build()) {
      Cache<String, String> cache = manager
          .cache("letters", String.class, String.class)
          .loader(CacheLoader.oneByOne(key -> "1"))
          .build();
      tier.failAfterwards("fence", () -> new IllegalStateException("the answer was lost"));
      assertThatThrownBy(() -> cache.writing(Set.of("a"))).isInstanceOf(CacheWriteException.class);
      tier.recover();

      cache.get("a");

      assertThat(cache.getIfPresent("a")).isEqualTo("1");
    }
  }

  @Test
  void ifThatFailsTooTheCallerHearsOfBoth() {
    FaultyTier tier = new FaultyTier(HeapSharedTier.create().connect());
    try (CacheManager manager = CacheManager.builder().sharedTier(tier).build()) {
      Cache<String, String> cache =
          manager.cache("letters", String.class, String.class).build();
      tier.fail("fence", () -> new IllegalStateException("no fence"));
      tier.fail("release", () -> new IllegalStateException("no release"));

      assertThatThrownBy(() -> cache.writing(Set.of("a")))
          .cause()
          .hasMessage("no fence")
          .hasSuppressedException(new IllegalStateException("no release"));
    }
  }
}
