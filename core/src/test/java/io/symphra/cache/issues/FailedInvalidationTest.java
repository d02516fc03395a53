package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheException;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.FaultyTier;
import io.symphra.cache.HeapSharedTier;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When the shared tier failed, an invalidation threw the tier's own exception and left the local entry in place. */
class FailedInvalidationTest {

  @Test
  void theLocalTierLetsGoAndTheCallerHearsThatTheSharedTierDidNot() {
    List<Consumer<Cache<String, String>>> lettingGo = List.of(
        cache -> cache.invalidate("a"),
        cache -> cache.invalidateAll(Set.of("a")),
        cache -> cache.invalidateMatching("a*"),
        Cache::clear);
    for (Consumer<Cache<String, String>> letGo : lettingGo) {
      FaultyTier tier = new FaultyTier(HeapSharedTier.create().connect());
      try (CacheManager manager = CacheManager.builder().sharedTier(tier).build()) {
        Cache<String, String> cache =
            manager.cache("letters", String.class, String.class).build();
        cache.put("a", "old");
        cache.get("a");
        tier.goDown();

        assertThatThrownBy(() -> letGo.accept(cache))
            .isInstanceOf(CacheException.class)
            .hasMessageContaining("cache 'letters': the shared tier could not be told")
            .hasRootCauseMessage("the server is away");

        assertThat(cache.getIfPresent("a")).isNull();
        assertThat(cache.stats().size()).isZero();
        tier.recover();
      }
    }
  }

  @Test
  void aPutIntoTheCacheAloneFailsWithAWriteException() {
    FaultyTier tier = new FaultyTier(HeapSharedTier.create().connect());
    try (CacheManager manager = CacheManager.builder().sharedTier(tier).build()) {
      Cache<String, String> cache =
          manager.cache("letters", String.class, String.class).build();
      cache.put("a", "old");
      cache.get("a");
      tier.fail("put", () -> new IllegalStateException("the server is away"));

      assertThatThrownBy(() -> cache.put("a", "new"))
          .isInstanceOf(CacheWriteException.class)
          .hasMessageContaining("letters");

      assertThat(cache.stats().size()).as("nobody knows which value stands").isZero();
      assertThat(cache.stats().sharedTierFailures()).isEqualTo(1);
    }
  }
}
