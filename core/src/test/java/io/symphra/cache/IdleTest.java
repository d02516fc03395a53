package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The local tier lets go of what nobody reads. */
@ParameterizedClass
@EnumSource(Tiers.class)
class IdleTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final Tiers tiers;
  private final CacheManager manager;

  IdleTest(Tiers tiers) {
    this.tiers = tiers;
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> letters() {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(MINUTE).jitter(0))
        .loader(keys -> {
          loads.incrementAndGet();
          return Map.of("a", "1");
        });
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private boolean isNear(Cache<String, String> cache) {
    return cache.entry("a").filter(entry -> entry.tier() == CacheTier.LOCAL).isPresent();
  }

  @Test
  void whatIsReadInTimeStays() {
    Cache<String, String> cache =
        letters().expireAfterAccess(SECOND.multipliedBy(10)).build();
    cache.get("a");
    cache.get("a");

    for (int i = 0; i < 6; i++) {
      pass(SECOND.multipliedBy(9));
      assertThat(isNear(cache)).isTrue();
      assertThat(cache.get("a")).isEqualTo("1");
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void whatIsNotReadGoes() {
    Cache<String, String> cache =
        letters().expireAfterAccess(SECOND.multipliedBy(10)).build();
    cache.get("a");
    cache.get("a");

    pass(SECOND.multipliedBy(10));

    assertThat(isNear(cache)).isFalse();
    cache.cleanUp();
    assertThat(cache.stats().expiries()).isOne();
    cache.get("a");
    assertThat(loads)
        .as("the shared tier has kept it")
        .hasValue(tiers == Tiers.LOCAL_AND_SHARED ? 1 : 2);
  }

  @Test
  void lookingIsNoRead() {
    Cache<String, String> cache =
        letters().expireAfterAccess(SECOND.multipliedBy(10)).build();
    cache.get("a");
    cache.get("a");

    for (int i = 0; i < 9; i++) {
      pass(SECOND);
      cache.entry("a");
      cache.keys("*", 10);
      cache.group("a").stats();
      cache.hottest(10);
      cache.stats();
    }
    pass(SECOND);

    assertThat(isNear(cache)).isFalse();
  }

  @Test
  void readingDoesNotProlongTheTimeToLive() {
    Cache<String, String> cache =
        letters().expireAfterAccess(SECOND.multipliedBy(10)).build();
    cache.get("a");

    for (int i = 0; i < 59; i++) {
      pass(SECOND);
      cache.get("a");
    }
    assertThat(loads).hasValue(1);
    pass(SECOND);
    cache.get("a");

    assertThat(loads).hasValue(2);
  }

  @Test
  void anIdleEntryIsNotAnsweredStale() {
    Cache<String, String> cache =
        letters().serveStale(MINUTE).expireAfterAccess(SECOND.multipliedBy(70)).build();
    cache.get("a");
    cache.get("a");
    pass(SECOND.multipliedBy(65));
    assertThat(isNear(cache)).as("stale and read not long ago").isTrue();

    pass(SECOND.multipliedBy(5));

    assertThat(isNear(cache)).isFalse();
  }

  @Test
  void withoutAnIdleTimeOnlyTheTimeToLiveCounts() {
    Cache<String, String> cache = letters().build();
    cache.get("a");
    cache.get("a");

    pass(SECOND.multipliedBy(59));

    assertThat(isNear(cache)).isTrue();
    assertThat(cache.config().expireAfterAccess()).isEmpty();
  }

  @Test
  void aNewTimeToLiveLeavesTheIdleTime() {
    Cache<String, String> cache =
        letters().expireAfterAccess(SECOND.multipliedBy(10)).build();
    cache.get("a");
    cache.expire("a", Duration.ofDays(1));
    cache.get("a");

    pass(SECOND.multipliedBy(9));
    assertThat(isNear(cache)).isTrue();
    pass(SECOND);

    assertThat(isNear(cache)).isFalse();
  }
}
