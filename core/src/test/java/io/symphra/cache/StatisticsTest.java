package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a cache counts that no other test asks for. */
@ParameterizedClass
@EnumSource(Tiers.class)
class StatisticsTest {

  private final AtomicLong clock = new AtomicLong();
  private final CacheManager manager;
  private final Cache<String, String> cache;

  StatisticsTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
    cache = manager
        .cache("letters", String.class, String.class)
        .loader(keys -> {
          clock.addAndGet(Duration.ofMillis(30).toNanos());
          if (keys.contains("bad")) {
            clock.addAndGet(Duration.ofMillis(60).toNanos());
            throw new IllegalStateException("down");
          }
          return keys.contains("gone") ? Map.of() : Map.of(keys.iterator().next(), "v");
        })
        .build();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theTimeOfLoadsCountsFailedOnesToo() {
    cache.get("a");
    cache.get("b");
    assertThatThrownBy(() -> cache.get("bad")).isInstanceOf(CacheLoadException.class);

    CacheStats stats = cache.stats();
    assertThat(stats.loads()).isEqualTo(2);
    assertThat(stats.loadFailures()).isEqualTo(1);
    assertThat(stats.totalLoadTime()).isEqualTo(Duration.ofMillis(150));
    assertThat(stats.meanLoadTime()).isEqualTo(Duration.ofMillis(50));
    assertThat(stats.misses()).isEqualTo(3);
  }

  @Test
  void everyKeyThatIsAskedForCountsOnceHoweverItIsAskedFor() {
    cache.get("a");
    cache.get("a");
    cache.getIfPresent("a");
    cache.getIfPresent("none");
    cache.get("gone");
    cache.getAll(List.of("a", "a", "b"));

    CacheStats stats = cache.stats();
    assertThat(stats.hits()).isEqualTo(3);
    assertThat(stats.misses()).isEqualTo(4);
    assertThat(stats.requests()).isEqualTo(7);
    assertThat(stats.hitRate()).isEqualTo(3.0 / 7);
    assertThat(stats.sharedTierFailures()).isZero();
  }

  @Test
  void aKeyThatTheSystemOfRecordDoesNotHaveIsNoRefusedFill() {
    try (WriteScope scope = cache.writing(List.of("gone"))) {
      cache.get("gone");
      scope.committed();
    }

    assertThat(cache.stats().refusedFills()).isZero();
  }
}
