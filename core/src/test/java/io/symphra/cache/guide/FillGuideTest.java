package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.FillOptions;
import io.symphra.cache.FillOutcome;
import io.symphra.cache.IfPresent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FillGuideTest {

  private record Account(long id, long version, String owner) {}

  private static @Nullable String find(long id) {
    return id == 103 ? null : "product " + id;
  }

  private static Account fromReplica(long id) {
    return new Account(id, 2, "Ada");
  }

  @Test
  void entriesAheadOfTime() {
    try (CacheManager caches = CacheManager.builder().build()) {
      Cache<Long, String> products =
          caches.cache("products", Long.class, String.class).build();
      products.put(101L, "product 101, written");
      // region: fill
      Map<Long, FillOutcome> outcomes = products.fill(
          List.of(101L, 102L, 103L),
          CacheLoader.oneByOne(id -> find(id)),
          FillOptions.ofDefaults());

      FillOutcome first = outcomes.get(101L); // PRESENT: it had a fresh entry
      FillOutcome second = outcomes.get(102L); // FILLED
      FillOutcome third = outcomes.get(103L); // ABSENT: find(103) gave null
      // end
      assertThat(List.of(first, second, third))
          .containsExactly(FillOutcome.PRESENT, FillOutcome.FILLED, FillOutcome.ABSENT);
      assertThat(products.get(101L)).isEqualTo("product 101, written");
    }
  }

  @Test
  void versionsOfTheSystemOfRecord() {
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: version
      Cache<Long, Account> accounts = caches
          .cache("accounts", Long.class, Account.class)
          .version(Account::version)
          .serveStale(Duration.ofHours(1))
          .loader(CacheLoader.oneByOne(id -> fromReplica(id))) // may lag behind
          .build();

      accounts.put(
          7L, new Account(7, 3, "Grace")); // a refresh that reads version 2 does not replace it
      // end
      FillOptions<Long, Account> overwrite =
          new FillOptions<>(IfPresent.OVERWRITE, Optional.empty());
      CacheLoader<Long, Account> replica = CacheLoader.oneByOne(id -> fromReplica(id));
      assertThat(accounts.fill(List.of(7L), replica, overwrite))
          .isEqualTo(Map.of(7L, FillOutcome.REFUSED));
      assertThat(accounts.get(7L).version()).isEqualTo(3);
    }
  }
}
