package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.Background;
import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.FaultyTier;
import io.symphra.cache.HeapSharedTier;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A flight that its leader could not end was joined for ever: an error in a tier hung all later reads. */
class FlightsEndTest {

  @Test
  void aFlightEndsAlthoughGivingItsLeaseBackFailsWithAnError() {
    FaultyTier tier = new FaultyTier(HeapSharedTier.create().connect());
    try (CacheManager manager = CacheManager.builder().sharedTier(tier).build()) {
      Cache<String, String> cache = manager
          .cache("letters", String.class, String.class)
          .leaseTimeout(Duration.ofMillis(50))
          .loader(CacheLoader.oneByOne(key -> "1"))
          .build();
      tier.fail("fill", () -> new NoClassDefFoundError("broken deployment"));
      assertThatThrownBy(() -> cache.get("a")).isInstanceOf(NoClassDefFoundError.class);

      tier.recover();

      assertThat(Background.start(() -> cache.get("a")).result()).isEqualTo("1");
    }
  }
}
