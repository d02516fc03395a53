package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteConflictException;
import io.symphra.cache.WriteResult;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ConditionalWriteGuideTest {

  record Account(long cents, long version) {

    Account plus(long more) {
      return new Account(cents + more, version + 1);
    }
  }

  @Test
  void theCacheOwnsTheValue() {
    try (CacheManager caches = CacheManager.builder().build()) {
      // region: verbs
      Cache<String, Integer> seats =
          caches.cache("seats", String.class, Integer.class).build();

      Integer found = seats.putIfAbsent("hall 1", 120); // null: there was none
      int left = seats.update("hall 1", free -> free - 2); // 118
      boolean moved = seats.replace("hall 1", 118, 90); // only if it is 118
      Integer before = seats.getAndRemove("hall 1"); // 90
      // end
      assertThat(found).isNull();
      assertThat(left).isEqualTo(118);
      assertThat(moved).isTrue();
      assertThat(before).isEqualTo(90);
    }
  }

  // region: writer
  static final class AccountWriter implements CacheWriter<String, Account> {

    private final Map<String, Account> table = new ConcurrentHashMap<>();

    @Override
    public WriteResult<String, Account> writeAll(Map<String, Account> accounts) {
      accounts.forEach((id, account) -> {
        // as in SQL: update account set ... where id = ? and version = ?
        Account row = table.get(id);
        if (row != null && row.version() != account.version() - 1) {
          throw new WriteConflictException("another version stands", null);
        }
        table.put(id, account);
      });
      return WriteResult.asGiven();
    }

    @Override
    public void deleteAll(Set<String> ids) {
      table.keySet().removeAll(ids);
    }
  }
  // end

  @Test
  void theSystemOfRecordOwnsTheValue() {
    AccountWriter writer = new AccountWriter();
    try (CacheManager caches = CacheManager.builder().build()) {
      Cache<String, Account> accounts = caches
          .cache("accounts", String.class, Account.class)
          .loader(CacheLoader.oneByOne(writer.table::get))
          .writer(writer)
          .build();
      accounts.putIfAbsent("a", new Account(100, 1));
      writer.table.put("a", new Account(500, 2)); // around the cache

      // region: retry
      Account now = accounts.update("a", account -> account.plus(50));
      // end
      assertThat(now).isEqualTo(new Account(550, 3));
      assertThat(writer.table).containsEntry("a", new Account(550, 3));
    }
  }
}
