package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlGuideTest {

  private final CacheManager caches = CacheManager.builder().build();
  private final Map<Long, String> database = new ConcurrentHashMap<>(Map.of(101L, "first"));
  private final Cache<Long, String> names = caches
      .cache("names", Long.class, String.class)
      .loader(CacheLoader.oneByOne(database::get))
      .build();

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void settingsAreChanged() {
    // region: change
    names.maximumSize(500_000);
    names.timeToLive(TimeToLive.of(Duration.ofMinutes(2)));

    long maximum = names.config().maximum(); // 500,000
    // end
    assertThat(maximum).isEqualTo(500_000);
    assertThat(names.config().timeToLive()).hasToString("PT2M ±10 %");
  }

  @Test
  void theCacheIsSwitchedOff() {
    names.get(101L);
    database.put(101L, "second");
    // region: bypass
    names.bypass(true); // off
    String fromTheDatabase = names.get(101L);
    names.update(101L, () -> database.put(101L, "third"));

    names.bypass(false); // on again
    String asWritten = names.get(101L);
    // end
    assertThat(fromTheDatabase).isEqualTo("second");
    assertThat(asWritten).isEqualTo("third");
    assertThat(names.stats().bypassedReads()).isOne();
  }
}
