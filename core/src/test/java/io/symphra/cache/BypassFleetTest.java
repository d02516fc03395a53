package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One instance of a fleet is switched off, and later on again. */
class BypassFleetTest {

  private final HeapSharedTier tier = HeapSharedTier.create();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "2"));
  private final CacheManager oneManager =
      CacheManager.builder().sharedTier(tier.connect()).build();
  private final CacheManager twoManager =
      CacheManager.builder().sharedTier(tier.connect()).build();
  private final Cache<String, String> one = cache(oneManager);
  private final Cache<String, String> two = cache(twoManager);

  @AfterEach
  void close() {
    oneManager.close();
    twoManager.close();
  }

  private Cache<String, String> cache(CacheManager manager) {
    return manager
        .cache("letters", String.class, String.class)
        .loader(CacheLoader.oneByOne(database::get))
        .build();
  }

  private void bothHave(String key) {
    for (Cache<String, String> cache : List.of(one, two)) {
      cache.get(key);
      cache.get(key);
    }
  }

  @Test
  void theOthersGoOnAsTheyAre() {
    bothHave("a");
    one.bypass(true);

    long hits = two.stats().hits();
    assertThat(two.get("a")).isEqualTo("1");
    assertThat(two.stats().hits()).isEqualTo(hits + 1);
    assertThat(two.isBypassed()).isFalse();
  }

  @Test
  void aWriteOfTheOneThatIsOffReachesTheOthers() {
    bothHave("a");
    one.bypass(true);

    one.update("a", () -> database.put("a", "new"));

    assertThat(two.get("a")).isEqualTo("new");
  }

  @Test
  void aWriteOfAnotherWhileOneIsOffIsNotMissedWhenItIsOnAgain() {
    bothHave("a");
    bothHave("b");
    one.bypass(true);

    two.update("a", () -> database.put("a", "new"));
    database.put("b", "new");
    two.invalidate("b");
    one.bypass(false);

    assertThat(one.get("a")).isEqualTo("new");
    assertThat(one.get("b")).isEqualTo("new");
  }
}
