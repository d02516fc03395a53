package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.NegativeCaching;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cache tells of its entries, one by one and together. */
@ParameterizedClass
@EnumSource(Tiers.class)
class EntryTest {

  /** The resolution of the time of an access. */
  private static final Duration TICK = Duration.ofMillis(17);

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong();
  private final Tiers tiers;
  private final CacheManager manager;

  EntryTest(Tiers tiers) {
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
        .serveStale(MINUTE);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  /** Puts values, and reads them into the local tier. */
  private static void put(Cache<String, String> cache, String... keys) {
    for (String key : keys) {
      cache.put(key, "value of " + key);
      cache.getIfPresent(key);
    }
  }

  private static CacheEntry<String, String> entry(Cache<String, String> cache, String key) {
    return cache.entry(key).orElseThrow();
  }

  @Test
  void anEntryTellsWhatIsKnownOfIt() {
    Cache<String, String> cache = letters()
        .loader(keys -> {
          pass(SECOND.multipliedBy(2));
          return java.util.Map.of("a", "12345");
        })
        .version(String::length)
        .maximumWeight(100, (key, value) -> 7)
        .build();
    assertThat(cache.entry("a")).isEmpty();
    cache.get("a");
    cache.get("a");

    pass(SECOND.multipliedBy(10));
    CacheEntry<String, String> entry = entry(cache, "a");

    assertThat(entry.key()).isEqualTo("a");
    assertThat(entry.value()).isEqualTo("12345");
    assertThat(entry.tier()).isEqualTo(CacheTier.LOCAL);
    assertThat(entry.age()).isEqualTo(SECOND.multipliedBy(10));
    assertThat(entry.remainingTimeToLive()).isEqualTo(SECOND.multipliedBy(50));
    assertThat(entry.loadCost()).isEqualTo(SECOND.multipliedBy(2));
    assertThat(entry.version()).hasValue(5);
    assertThat(entry.weight()).isEqualTo(7);
    assertThat(entry.isStale()).isFalse();
    assertThat(entry.isNegative()).isFalse();
    assertThat(entry.isEternal()).isFalse();
  }

  @Test
  void aStaleEntrySaysSo() {
    Cache<String, String> cache = letters().build();
    put(cache, "a");
    pass(MINUTE.plus(SECOND));

    assertThat(entry(cache, "a").isStale()).isTrue();
    pass(MINUTE);
    assertThat(cache.entry("a")).isEmpty();
  }

  @Test
  void anEntryThatIsInTheSharedTierAloneSaysSo() {
    Cache<String, String> cache = letters().build();
    cache.put("a", "1");
    pass(SECOND);

    CacheEntry<String, String> entry = entry(cache, "a");

    boolean shared = tiers == Tiers.LOCAL_AND_SHARED;
    assertThat(entry.tier()).isEqualTo(shared ? CacheTier.SHARED : CacheTier.LOCAL);
    assertThat(entry.age()).isEqualTo(SECOND);
    assertThat(entry.remainingTimeToLive()).isEqualTo(SECOND.multipliedBy(59));
    assertThat(entry.weight()).isEqualTo(shared ? 0 : 1);
    assertThat(entry.accesses()).isZero();
    assertThat(entry.idle()).isEmpty();
    assertThat(entry(cache, "a").tier()).as("looking keeps nothing").isEqualTo(entry.tier());
  }

  @Test
  void accessesAreCountedAndLookingIsNone() {
    Cache<String, String> cache = letters().build();
    cache.put("a", "1");
    cache.getIfPresent("a"); // with a shared tier this brings it here
    pass(SECOND);
    cache.getIfPresent("a");
    long before = entry(cache, "a").accesses();

    pass(SECOND.multipliedBy(3));
    CacheEntry<String, String> looked = entry(cache, "a");
    assertThat(looked.accesses()).isEqualTo(before);
    assertThat(looked.idle().orElseThrow()).isCloseTo(SECOND.multipliedBy(3), TICK);

    cache.getIfPresent("a");
    assertThat(entry(cache, "a").accesses()).isEqualTo(before + 1);
    assertThat(entry(cache, "a").idle().orElseThrow()).isCloseTo(Duration.ZERO, TICK);
    assertThat(cache.stats().requests()).isEqualTo(3);
  }

  @Test
  void anEntryWithANewTimeIsAsOldAsItWas() {
    Cache<String, String> cache = letters().build();
    put(cache, "a");
    pass(SECOND);

    cache.expire("a", SECOND.multipliedBy(5));

    assertThat(entry(cache, "a").age()).isEqualTo(SECOND);
    assertThat(entry(cache, "a").remainingTimeToLive()).isEqualTo(SECOND.multipliedBy(5));
    assertThat(entry(cache, "a").isStale()).isFalse();
  }

  @Test
  void aNegativeEntryTellsThatItIsOne() {
    Cache<String, String> cache = letters()
        .loader(keys -> java.util.Map.of())
        .negativeCaching(NegativeCaching.of(Duration.ofSeconds(10)))
        .build();
    cache.get("a");
    cache.get("a");

    CacheEntry<String, String> entry = entry(cache, "a");

    assertThat(entry.isNegative()).isTrue();
    assertThat(entry.value()).isNull();
    assertThat(entry.remainingTimeToLive()).isPositive();
    assertThat(cache.keys("*", 10)).containsExactly("a");
    assertThat(cache.group("a").stats().negative()).isOne();
    assertThat(cache.group("a").stats().entries()).isOne();
    assertThat(cache.expireNow("a")).isTrue();
    assertThat(cache.entry("a")).isEmpty();
  }

  @Test
  void theHottestEntriesComeFirst() {
    Cache<String, String> cache = letters().build();
    put(cache, "cold", "warm", "hot");
    for (int i = 0; i < 8; i++) {
      pass(SECOND);
      cache.getIfPresent("hot");
      if (i % 4 == 0) {
        cache.getIfPresent("warm");
      }
    }

    List<CacheEntry<String, String>> hottest = cache.hottest(2);

    assertThat(hottest).extracting(CacheEntry::key).containsExactly("hot", "warm");
    assertThat(hottest.get(0).value()).isEqualTo("value of hot");
    assertThat(hottest.get(0).accesses()).isGreaterThan(hottest.get(1).accesses());
    assertThat(cache.hottest(Integer.MAX_VALUE)).hasSize(3);
    assertThatThrownBy(() -> hottest.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theLargestEntriesAreThoseOfMostWeight() {
    Cache<String, String> cache =
        letters().maximumWeight(10_000, (key, value) -> key.length()).build();
    put(cache, "a", "aaaa", "aa", "aaaaa", "aaa");

    assertThat(cache.largest(2)).extracting(CacheEntry::key).containsExactly("aaaaa", "aaaa");
    assertThat(cache.largest(2)).extracting(CacheEntry::weight).containsExactly(5, 4);
    assertThat(cache.largest(Integer.MAX_VALUE))
        .extracting(CacheEntry::key)
        .containsExactly("aaaaa", "aaaa", "aaa", "aa", "a");
  }

  @Test
  void whereNothingIsMeasuredNothingIsLarge() {
    Cache<String, String> cache = letters().build();

    assertThatThrownBy(() -> cache.largest(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "cache 'letters': largest(n) needs maximumWeight with a weigher, or maximumValueSize, to know what is large");
  }

  @Test
  void aGroupKnowsItsKeysAndItsFigures() {
    Cache<String, String> cache =
        letters().maximumWeight(10_000, (key, value) -> key.length()).build();
    put(cache, "user:1", "user:22", "users", "book:1");
    pass(MINUTE.plus(SECOND));
    put(cache, "user:333");
    pass(SECOND);
    Group<String> users = cache.group("user:");

    assertThat(users.keys(10)).containsExactlyInAnyOrder("user:1", "user:22", "user:333");
    assertThat(users.keys(2)).hasSize(2);
    GroupStats stats = users.stats();
    assertThat(stats.entries()).isEqualTo(3);
    assertThat(stats.fresh()).isEqualTo(1);
    assertThat(stats.stale()).isEqualTo(2);
    assertThat(stats.negative()).isZero();
    assertThat(stats.weight()).isEqualTo(6 + 7 + 8);
    long before = stats.accesses();
    cache.getIfPresent("user:1");
    assertThat(users.stats().accesses()).isEqualTo(before + 1);
    assertThat(cache.group("nobody").stats()).isEqualTo(new GroupStats(0, 0, 0, 0, 0, 0));
  }

  @Test
  void aPrefixIsNoPattern() {
    Cache<String, String> cache = letters().build();
    put(cache, "a*b", "axb");

    assertThat(cache.group("a*").keys(10)).containsExactly("a*b");
    assertThat(cache.group("a*").stats().entries()).isOne();
  }

  @Test
  void aCleanUpTellsWhatWent() {
    Cache<String, String> cache = letters().build();
    put(cache, "a", "b");
    pass(SECOND.multipliedBy(100));
    put(cache, "c");
    assertThat(cache.cleanUp()).isEqualTo(new CleanUpResult(0, 0));

    pass(SECOND.multipliedBy(30));
    assertThat(cache.cleanUp()).isEqualTo(new CleanUpResult(2, 0));

    assertThat(cache.stats().size()).isOne();
    assertThat(cache.stats().expiries()).isEqualTo(2);
    assertThat(cache.getIfPresent("c")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aCountBelowOneIsRefused(int n) {
    Cache<String, String> cache = letters().maximumWeight(10, (key, value) -> 1).build();

    assertThatThrownBy(() -> cache.hottest(n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'letters': n must be at least 1, was " + n);
    assertThatThrownBy(() -> cache.largest(n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'letters': n must be at least 1, was " + n);
    assertThatThrownBy(() -> cache.group("a").keys(n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'letters': limit must be at least 1, was " + n);
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller may do that does not check nullness
  void nullIsRefused() {
    Cache<String, String> cache = letters().build();

    assertThatThrownBy(() -> cache.entry(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'letters': key must not be null");
    assertThatThrownBy(() -> cache.keys(null, 1))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'letters': glob must not be null");
  }

  @Test
  void aClosedCacheShowsNothing() {
    Cache<String, String> cache = letters().build();
    Group<String> group = cache.group("a");
    cache.close();

    assertThatThrownBy(() -> cache.entry("a")).isInstanceOf(CacheClosedException.class);
    assertThatThrownBy(() -> cache.hottest(1)).isInstanceOf(CacheClosedException.class);
    assertThatThrownBy(() -> cache.largest(1)).isInstanceOf(CacheClosedException.class);
    assertThatThrownBy(() -> group.keys(1)).isInstanceOf(CacheClosedException.class);
    assertThatThrownBy(group::stats).isInstanceOf(CacheClosedException.class);
  }
}
