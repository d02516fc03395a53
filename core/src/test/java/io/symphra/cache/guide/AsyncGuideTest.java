package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.AsyncCache;
import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsyncGuideTest {

  private final CacheManager caches = CacheManager.builder().build();
  private final Map<Long, Integer> database = new ConcurrentHashMap<>(Map.of(101L, 500, 102L, 900));
  private final Cache<Long, Integer> prices = caches
      .cache("prices", Long.class, Integer.class)
      .loader(CacheLoader.oneByOne(database::get))
      .build();

  @AfterEach
  void close() {
    caches.close();
  }

  private CompletionStage<Integer> reprice(long id, int price) {
    return CompletableFuture.completedFuture(database.put(id, price));
  }

  @Test
  void callsDoNotBlock() {
    // region: calls
    AsyncCache<Long, Integer> async = prices.async();

    CompletableFuture<Integer> total = async.get(101L).thenCombine(async.get(102L), Integer::sum);

    CompletableFuture<Integer> before =
        async.updateAsync(101L, executor -> reprice(101L, 450)); // a driver that does not block
    // end
    assertThat(before.join()).isEqualTo(500);
    assertThat(total.join()).isIn(1_400, 1_350);
    assertThat(async.get(101L).join()).isEqualTo(450);
  }
}
