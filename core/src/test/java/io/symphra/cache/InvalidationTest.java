package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Letting entries go: by key, by pattern, by group, all. */
@ParameterizedClass
@EnumSource(Tiers.class)
class InvalidationTest {

  private static final Set<String> KEYS =
      Set.of("user:1:profile", "user:2:profile", "user:2:cart", "shop:1");

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>();
  private final CacheManager manager;
  private final Cache<String, String> cache;

  InvalidationTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
    cache = manager
        .cache("pages", String.class, String.class)
        .loader(CacheLoader.oneByOne(database::get))
        .build();
    KEYS.forEach(key -> database.put(key, "old"));
    cache.getAll(KEYS);
    cache.getAll(KEYS);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Set<String> present() {
    Set<String> present = new TreeSet<>(KEYS);
    present.removeIf(key -> cache.getIfPresent(key) == null);
    return present;
  }

  @Test
  void invalidateDropsOneKeyFromAllTiers() {
    cache.invalidate("shop:1");

    assertThat(present()).containsExactly("user:1:profile", "user:2:cart", "user:2:profile");
    assertThat(cache.stats().invalidations()).isEqualTo(1);
  }

  @Test
  void invalidateAllDropsTheKeysThatAreNamed() {
    cache.invalidateAll(List.of("shop:1", "user:2:cart", "unknown"));

    assertThat(present()).containsExactly("user:1:profile", "user:2:profile");
    assertThat(cache.stats().invalidations()).isEqualTo(3);
  }

  @Test
  void invalidateMatchingDropsWhatTheGlobMatches() {
    cache.invalidateMatching("user:?:profile");

    assertThat(present()).containsExactly("shop:1", "user:2:cart");
    assertThat(cache.stats().invalidations()).isEqualTo(1);
  }

  @Test
  void clearDropsEverything() {
    cache.clear();

    assertThat(present()).isEmpty();
    assertThat(cache.stats().invalidations()).isEqualTo(1);
    assertThat(cache.stats().size()).isZero();
  }

  @Test
  void aGroupIsWhatBeginsWithItsPrefix() {
    Group<String> group = cache.group("user:2:");
    assertThat(group.prefix()).isEqualTo("user:2:");

    group.invalidateMatching("*file");
    assertThat(present()).containsExactly("shop:1", "user:1:profile", "user:2:cart");

    group.invalidateAll();
    assertThat(present()).containsExactly("shop:1", "user:1:profile");
  }

  @Test
  void aGroupsPrefixIsNoPattern() {
    cache.group("*").invalidateAll();

    assertThat(present()).isEqualTo(new TreeSet<>(KEYS));
  }

  @Test
  void aLoadThatBeganBeforeAnInvalidationIsNotStored() {
    assertNotStored(c -> c.invalidate("shop:1"));
    assertNotStored(c -> c.invalidateAll(List.of("shop:1", "x")));
    assertNotStored(c -> c.invalidateMatching("shop:*"));
    assertNotStored(c -> c.group("shop:").invalidateAll());
    assertNotStored(Cache::clear);
  }

  private void assertNotStored(Consumer<Cache<String, String>> invalidation) {
    database.put("shop:1", "old");
    cache.invalidate("shop:1");
    String seen = cache.get("shop:1", key -> {
      String read = database.get(key);
      database.put(key, "new");
      invalidation.accept(cache);
      return read;
    });

    assertThat(seen).isEqualTo("old");
    assertThat(cache.getIfPresent("shop:1")).isNull();
    assertThat(cache.get("shop:1")).isEqualTo("new");
  }

  @Test
  void aPatternMatchesTheRenderedFormOfOtherKeys() {
    record Page(String site, int number) {}
    Cache<Page, String> pages =
        manager.cache("records", Page.class, String.class).build();
    pages.putAll(Map.of(new Page("a", 1), "x", new Page("a", 12), "y", new Page("b", 1), "z"));

    pages.invalidateMatching("a:1*");

    assertThat(pages.getAll(List.of(new Page("a", 1), new Page("a", 12), new Page("b", 1))))
        .containsOnlyKeys(new Page("b", 1));
  }
}
