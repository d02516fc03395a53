package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.protect.NegativeCaching;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A release that raises the schema version, beside instances of the release before. */
class SchemaVersionTest {

  private final AtomicLong clock = new AtomicLong();
  private final HeapSharedTier tier =
      HeapSharedTier.builder().ticker(clock::get).build();
  private final CacheManager before = manager();
  private final CacheManager after = manager();
  private final AtomicInteger loads = new AtomicInteger();

  private CacheManager manager() {
    return CacheManager.builder().ticker(clock::get).sharedTier(tier.connect()).build();
  }

  private Cache<String, String> cache(CacheManager manager, int schema) {
    return cache(manager, schema, same -> same);
  }

  private Cache<String, String> cache(
      CacheManager manager, int schema, UnaryOperator<CacheBuilder<String, String>> more) {
    return more.apply(manager.cache("names", String.class, String.class).schemaVersion(schema))
        .build();
  }

  private CacheLoader<String, String> loader() {
    return CacheLoader.oneByOne(key -> "load " + loads.incrementAndGet());
  }

  @AfterEach
  void close() {
    before.close();
    after.close();
  }

  @Test
  void whatTheReleaseBeforeStoredIsAMissForEveryRead() {
    Cache<String, String> old = cache(before, 1);
    Cache<String, String> fresh = cache(after, 2);
    old.putAll(Map.of("a", "1", "b", "1"));

    assertThat(fresh.get("a")).isNull();
    assertThat(fresh.getAll(List.of("a", "b"))).isEmpty();
    assertThat(fresh.getIfPresent("a")).isNull();
    assertThat(fresh.entry("a")).isEmpty();
    assertThat(fresh.remainingTimeToLive("a")).isEmpty();
    assertThat(fresh.expire("a", Duration.ofHours(1))).isFalse();
    assertThat(fresh.stats().hits()).isZero();
    assertThat(fresh.stats().misses()).isPositive();
    assertThat(old.getAll(List.of("a", "b"))).hasSize(2);
    assertThat(fresh.keys("*", 10)).as("a walk looks into no entry").containsOnly("a", "b");
  }

  @Test
  void eachReleaseLoadsAKeyInTurnAndReadsOnlyItsOwn() {
    Cache<String, String> old = cache(before, 1, b -> b.loader(loader()));
    Cache<String, String> fresh = cache(after, 2, b -> b.loader(loader()));

    assertThat(old.get("a")).isEqualTo("load 1");
    assertThat(fresh.get("a")).isEqualTo("load 2");
    assertThat(fresh.get("a")).as("kept").isEqualTo("load 2");
    assertThat(old.get("a")).as("overwritten").isEqualTo("load 3");
    assertThat(loads).hasValue(3);
  }

  @Test
  void aNegativeEntryOfAnotherReleaseIsAMissToo() {
    UnaryOperator<CacheBuilder<String, String>> missing =
        b -> b.negativeCaching(NegativeCaching.of(Duration.ofMinutes(1)))
            .loader(CacheLoader.oneByOne(key -> {
              loads.incrementAndGet();
              return null;
            }));
    Cache<String, String> old = cache(before, 1, missing);
    Cache<String, String> fresh = cache(after, 2, missing);

    old.get("a");
    old.get("a");
    fresh.get("a");

    assertThat(loads).hasValue(2);
  }

  @Test
  void writesOfEitherReleaseAreHeardByTheOther() {
    Cache<String, String> old = cache(before, 1);
    Cache<String, String> fresh = cache(after, 2);
    old.put("a", "1");
    assertThat(old.get("a")).isEqualTo("1"); // and now in its local tier
    fresh.put("a", "2");

    assertThat(old.get("a")).isNull();
    assertThat(fresh.get("a")).isEqualTo("2");
    old.invalidate("a");
    assertThat(fresh.get("a")).isNull();
    try (WriteScope scope = old.writing(Set.of("a"))) {
      fresh.put("a", "3");
      assertThat(fresh.get("a")).as("under the fence of the other release").isNull();
      scope.committed();
    }
  }

  @Test
  void withoutASharedTierItChangesNothing() {
    try (CacheManager alone = CacheManager.builder().ticker(clock::get).build()) {
      Cache<String, String> cache = cache(alone, Integer.MAX_VALUE);
      cache.put("a", "1");

      assertThat(cache.get("a")).isEqualTo("1");
      assertThat(cache.config().schemaVersion()).isEqualTo(Integer.MAX_VALUE);
    }
  }
}
