package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheEntry;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CleanUpResult;
import io.symphra.cache.Group;
import io.symphra.cache.GroupStats;
import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpiryGuideTest {

  record Article(String title, boolean archived) {}

  @Test
  void timesToLive() {
    // region: times
    TimeToLive<?, ?> spread = TimeToLive.of(Duration.ofMinutes(30)); // 27 to 33 minutes
    TimeToLive<?, ?> exact = TimeToLive.of(Duration.ofMinutes(30)).jitter(0);
    TimeToLive<?, ?> wide = TimeToLive.of(Duration.ofMinutes(30)).jitter(0.5); // 15 to 45
    TimeToLive<?, ?> eternal = TimeToLive.eternal();

    TimeToLive<String, Article> byValue = TimeToLive.from(
        (id, article) -> article.archived() ? Duration.ofDays(1) : Duration.ofMinutes(5));

    TimeToLive<?, ?> byKey = TimeToLive.byKeyPattern()
        .when("session:*", Duration.ofMinutes(5))
        .when("country:*", TimeToLive.LONGEST)
        .otherwise(Duration.ofHours(1));
    // end
    assertThat(List.of(spread, exact, wide, eternal, byValue, byKey))
        .extracting(Object::toString)
        .containsExactly(
            "PT30M ±10 %",
            "PT30M",
            "PT30M ±50 %",
            "eternal",
            "from key and value ±10 %",
            "by key pattern (session:* PT5M, country:* eternal, otherwise PT1H) ±10 %");
  }

  @Test
  void oneEntry() {
    try (CacheManager caches = CacheManager.builder().build()) {
      Cache<String, String> offers =
          caches.cache("offers", String.class, String.class).build();
      // region: one
      offers.put("flash sale", "1.00", Duration.ofSeconds(30)); // instead of the cache's time

      Optional<Duration> left = offers.remainingTimeToLive("flash sale"); // empty: no entry
      offers.expire("flash sale", Duration.ofHours(1)); // from now on
      offers.expireNow("flash sale"); // stale, or gone
      // end
      assertThat(left).hasValueSatisfying(time -> assertThat(time).isPositive());
      assertThat(offers.getIfPresent("flash sale")).isNull();
    }
  }

  @Test
  void idle() {
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: idle
      Cache<String, String> sessions = caches
          .cache("sessions", String.class, String.class)
          .timeToLive(TimeToLive.of(Duration.ofHours(8)).jitter(0))
          .expireAfterAccess(Duration.ofMinutes(20))
          .build();

      CleanUpResult went = sessions.cleanUp(); // how many expired, how many were evicted
      // end
      assertThat(went).isEqualTo(new CleanUpResult(0, 0));
    }
  }

  @Test
  void looking() {
    try (CacheManager caches = CacheManager.builder().build()) {
      Cache<String, String> users = caches
          .cache("users", String.class, String.class)
          .maximumWeight(1_000_000, (key, value) -> value.length())
          .build();
      users.put("user:1:profile", "a profile");
      users.put("user:2:profile", "another profile");
      // region: looking
      Optional<CacheEntry<String, String>> one = users.entry("user:1:profile");
      Set<String> profiles = users.keys("user:*:profile", 1_000);

      Group<String> all = users.group("user:");
      GroupStats figures = all.stats(); // entries, fresh, stale, negative, weight, accesses

      List<CacheEntry<String, String>> hot = users.hottest(20);
      List<CacheEntry<String, String>> large = users.largest(20);
      // end
      assertThat(one).hasValueSatisfying(entry -> assertThat(entry.isStale()).isFalse());
      assertThat(profiles).hasSize(2);
      assertThat(figures.entries()).isEqualTo(2);
      assertThat(hot).hasSize(2);
      assertThat(large)
          .extracting(CacheEntry::key)
          .containsExactly("user:2:profile", "user:1:profile");
    }
  }
}
