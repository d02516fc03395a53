package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheStats;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.Group;
import io.symphra.cache.HeapSharedTier;
import io.symphra.cache.WriteResult;
import io.symphra.cache.WriteScope;
import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BasicsGuideTest {

  private final Map<Long, String> table =
      new ConcurrentHashMap<>(Map.of(101L, "lamp", 102L, "chair", 103L, "table"));
  private final CacheManager caches = CacheManager.builder().build();
  private final Cache<Long, String> names = caches
      .cache("names", Long.class, String.class)
      .loader(CacheLoader.oneByOne(table::get))
      .writer(new TableWriter())
      .build();

  private final class TableWriter implements CacheWriter<Long, String> {

    @Override
    public WriteResult<Long, String> writeAll(Map<Long, String> entries) {
      table.putAll(entries);
      return WriteResult.asGiven();
    }

    @Override
    public void deleteAll(Set<Long> keys) {
      table.keySet().removeAll(keys);
    }
  }

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void reads() {
    // region: read
    String one = names.get(101L); // from a tier, else from the loader
    Map<Long, String> some = names.getAll(List.of(101L, 102L, 999L)); // no entry for 999
    String aside = names.get(103L, id -> table.get(id)); // from a tier, else from this function
    String known = names.getIfPresent(104L); // from a tier, else null
    CacheStats stats = names.stats();
    // end
    assertThat(one).isEqualTo("lamp");
    assertThat(some).containsOnlyKeys(101L, 102L);
    assertThat(aside).isEqualTo("table");
    assertThat(known).isNull();
    assertThat(stats.hits()).isOne();
    assertThat(stats.misses()).isEqualTo(5);
  }

  @Test
  void writes() {
    // region: write
    names.put(101L, "desk lamp"); // writer, then cache
    names.remove(102L); // the same for a deletion

    names.update(103L, () -> table.put(103L, "desk")); // your own write

    try (WriteScope scope = names.writing(Set.of(101L, 103L))) { // your own transaction
      table.put(101L, "bulb");
      table.put(103L, "shelf");
      scope.committed();
    }
    // end
    assertThat(table).containsOnly(Map.entry(101L, "bulb"), Map.entry(103L, "shelf"));
    assertThat(names.get(101L)).isEqualTo("bulb");
    assertThat(names.get(102L)).isNull();
    assertThat(names.get(103L)).isEqualTo("shelf");
    assertThat(names.stats().writes()).isEqualTo(4);
    assertThat(names.stats().writeFailures()).isZero();
  }

  @Test
  void letsGo() {
    Cache<String, String> users =
        caches.cache("users", String.class, String.class).build();
    for (String key : List.of("user:1:profile", "user:2:profile", "user:2:mails", "shop:1")) {
      users.put(key, "a value");
    }
    // region: letting-go
    users.invalidate("user:1:profile");
    users.invalidateMatching("user:[2-9]:*"); // a glob

    Group<String> shops = users.group("shop:"); // a prefix
    shops.invalidateAll();

    users.clear();
    // end
    assertThat(users.keys("*", 10)).isEmpty();
    assertThat(users.invalidationHistory(10))
        .extracting(record -> record.count())
        .containsExactly(0L, 1L, 2L, 1L);
  }

  @Test
  void answersStale() {
    // region: stale
    Cache<Long, String> articles = caches
        .cache("articles", Long.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(5)))
        .serveStale(Duration.ofHours(1))
        .loader(CacheLoader.oneByOne(id -> table.get(id)))
        .build();
    // end
    assertThat(articles.get(101L)).isEqualTo("lamp");
    table.put(101L, "bulb");
    assertThat(articles.expireNow(101L)).isTrue();
    assertThat(articles.get(101L)).isEqualTo("lamp");
    await().until(() -> "bulb".equals(articles.get(101L)));
  }

  @Test
  void weighs() {
    // region: room
    Cache<Long, String> pages = caches
        .cache("pages", Long.class, String.class)
        .maximumWeight(50_000_000, (id, page) -> page.length())
        .loader(CacheLoader.oneByOne(id -> table.get(id)))
        .build();
    // end
    pages.get(101L);
    assertThat(pages.largest(1)).extracting(entry -> entry.weight()).containsExactly(4);
  }

  @Test
  void shares() {
    // region: shared
    HeapSharedTier server = HeapSharedTier.create(); // stands for Redis
    try (CacheManager here = CacheManager.builder().sharedTier(server.connect()).build();
        CacheManager there = CacheManager.builder().sharedTier(server.connect()).build()) {
      Cache<String, String> mine =
          here.cache("names", String.class, String.class).build();
      Cache<String, String> theirs =
          there.cache("names", String.class, String.class).build();

      mine.put("lamp", "8.99");
      String seen = theirs.get("lamp"); // 8.99
      theirs.invalidate("lamp"); // gone here too
      assertThat(seen).isEqualTo("8.99"); // check
      assertThat(mine.get("lamp")).isNull(); // check
    }
    // end
  }
}
