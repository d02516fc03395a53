package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.HeapSharedTier;
import io.symphra.cache.WriteConflictException;
import io.symphra.cache.WriteMode;
import io.symphra.cache.WriteResult;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Writers that check the version of the rows they replace. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(60)
class JdbcVersionTest {

  @Parameter
  TestDatabase database;

  record Account(long id, String owner, long cents, int version) {

    Account plus(long more) {
      return new Account(id, owner, cents + more, version);
    }
  }

  record Reference(
      long id,
      @Nullable String owner,
      @Nullable Long cents,
      @Nullable Long version) {}

  @BeforeEach
  void tables() {
    database.run(
        "drop table if exists account",
        """
        create table account (
          id bigint primary key,
          owner varchar(10) not null,
          cents bigint not null,
          version int not null,
          constraint account_owner unique (owner))""",
        "insert into account values (1, 'ann', 100, 1), (2, 'bob', 200, 7)");
  }

  private JdbcWriterBuilder accounts() {
    return JdbcWriter.into(database.source()).table("account").key("id").version("version");
  }

  private List<String> rows() {
    return database.ask("select id, owner, cents, version from account order by id");
  }

  @Test
  void aValueOfTheStoredVersionReplacesItsRow() throws Exception {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);
    Account ann = new Account(1, "ann", 150, 1);

    WriteResult<Long, Account> result =
        writer.writeAll(Map.of(1L, ann, 2L, new Account(2, "rob", 250, 7)));

    assertThat(rows()).containsExactly("1|ann|150|2", "2|rob|250|8");
    assertThat(result.storedValue(1L, ann)).as("it has the old version").isNull();
  }

  @Test
  void aValueWithoutAVersionIsANewRow() throws Exception {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);
    CacheWriter<Long, Reference> references = accounts().of(Reference.class);

    writer.writeAll(Map.of(3L, new Account(3, "cid", 1, 0)));
    references.writeAll(Map.of(4L, new Reference(4, "dan", 1L, null)));

    assertThat(rows()).contains("3|cid|1|1", "4|dan|1|1").hasSize(4);
  }

  @Test
  void whatIsStoredIsReadBack() throws Exception {
    CacheWriter<Long, Account> writer = accounts().returningStored().of(Account.class);
    Account bob = new Account(2, "bob", 1, 7);
    Account cid = new Account(3, "cid", 1, 0);

    WriteResult<Long, Account> result = writer.writeAll(Map.of(2L, bob, 3L, cid));

    assertThat(result.storedValue(2L, bob)).isEqualTo(new Account(2, "bob", 1, 8));
    assertThat(result.storedValue(3L, cid)).isEqualTo(new Account(3, "cid", 1, 1));
  }

  @Test
  void anotherVersionIsAConflictAndNothingIsWritten() {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);

    WriteConflictException conflict = catchThrowableOfType(
        WriteConflictException.class,
        () -> writer.writeAll(Map.of(
            1L, new Account(1, "ann", 150, 1),
            2L, new Account(2, "secret", 250, 6),
            3L, new Account(3, "cid", 1, 0))));

    assertThat(conflict)
        .hasMessage(
            "1 rows of table account do not have the version of the values that were to replace them; nothing was changed");
    assertThat(rows()).containsExactly("1|ann|100|1", "2|bob|200|7");
  }

  @Test
  void aRowThatIsGoneIsAConflict() {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);

    assertThatExceptionOfType(WriteConflictException.class)
        .isThrownBy(() -> writer.writeAll(Map.of(9L, new Account(9, "nil", 1, 4))));
    assertThat(rows()).hasSize(2);
  }

  @Test
  void newValuesWhoseRowsAreThereAreConflicts() {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);

    assertThatExceptionOfType(WriteConflictException.class)
        .isThrownBy(() -> writer.writeAll(Map.of(
            1L, new Account(1, "ann", 1, 0),
            2L, new Account(2, "bob", 1, 0),
            3L, new Account(3, "cid", 1, 0))))
        .withMessageStartingWith("2 rows of table account");
    assertThat(rows()).containsExactly("1|ann|100|1", "2|bob|200|7");
  }

  @Test
  void aRowThatTheDatabaseRefusesIsNoConflict() {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);

    CacheWriteException failure = catchThrowableOfType(
        CacheWriteException.class,
        () -> writer.writeAll(Map.of(
            1L, new Account(1, "a name too long", 1, 1),
            3L, new Account(3, "bob", 1, 0),
            4L, new Account(4, "dan", 1, 0))));

    assertThat(failure).isNotInstanceOf(WriteConflictException.class);
    assertThat(failure.failures().keySet()).isEqualTo(Set.of(1L, 3L));
    assertThat(rows()).containsExactly("1|ann|100|1", "2|bob|200|7");
  }

  @Test
  void batchesOfManyRows() throws Exception {
    CacheWriter<Long, Account> writer =
        accounts().batchSize(100).returningStored().of(Account.class);
    Map<Long, Account> entries = LongStream.range(10, 1_249)
        .boxed()
        .collect(Collectors.toMap(id -> id, id -> new Account(id, "o" + id, 0, 0)));

    writer.writeAll(entries);
    entries.replaceAll((id, account) -> new Account(id, account.owner(), 5, 1));
    WriteResult<Long, Account> result = writer.writeAll(entries);

    assertThat(rows()).hasSize(1_241).contains("10|o10|5|2", "1248|o1248|5|2");
    assertThat(result.storedValue(700L, new Account(700, "", 0, 0)))
        .isEqualTo(new Account(700, "o700", 5, 2));
  }

  record LineKey(String order, int line) {}

  record Line(String article, short revision) {}

  @Test
  void keysOfSeveralColumnsAndAVersionColumnOfAnotherName() throws Exception {
    database.run(
        "drop table if exists line",
        "create table line (orders varchar(9), line int, article varchar(9), rev smallint, primary key (orders, line))");
    CacheWriter<LineKey, Line> writer = JdbcWriter.into(database.source())
        .table("line")
        .key("orders", "line")
        .column("revision", "rev")
        .version("REV")
        .returningStored()
        .of(Line.class);
    LineKey key = new LineKey("x", 1);
    Line tea = new Line("tea", (short) 0);

    Line stored = writer.writeAll(Map.of(key, tea)).storedValue(key, tea);
    assertThat(stored).isEqualTo(new Line("tea", (short) 1));
    Line milk = new Line("milk", (short) 1);

    assertThat(writer.writeAll(Map.of(key, milk)).storedValue(key, milk))
        .isEqualTo(new Line("milk", (short) 2));
    assertThatExceptionOfType(WriteConflictException.class)
        .isThrownBy(() -> writer.writeAll(Map.of(key, milk)));
  }

  @Test
  void ofTwoWritersWithTheSameVersionExactlyOneWins() throws Exception {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);
    for (int round = 1; round <= 20; round++) {
      Account seen = new Account(1, "ann", round, round);
      assertThat(outcomes(() -> writer.writeAll(Map.of(1L, seen))))
          .containsExactlyInAnyOrder("written", "conflict");
      assertThat(rows()).contains("1|ann|%d|%d".formatted(round, round + 1));
    }
  }

  @Test
  void ofTwoWritersOfTheSameNewRowExactlyOneWins() throws Exception {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);
    for (long id = 100; id < 120; id++) {
      Account fresh = new Account(id, "o" + id, 5, 0);
      assertThat(outcomes(() -> writer.writeAll(Map.of(fresh.id(), fresh))))
          .containsExactlyInAnyOrder("written", "conflict");
    }
    assertThat(rows()).hasSize(22).contains("119|o119|5|1");
  }

  private static List<String> outcomes(java.util.concurrent.Callable<?> write) throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    List<CompletableFuture<String>> writes = IntStream.range(0, 2)
        .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
          try {
            together.await();
            var unused = write.call();
            return "written";
          } catch (WriteConflictException e) {
            return "conflict";
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        }))
        .toList();
    List<String> outcomes = new ArrayList<>();
    for (CompletableFuture<String> each : writes) {
      outcomes.add(each.get(30, TimeUnit.SECONDS));
    }
    return outcomes;
  }

  @Test
  void aWriterThatWaitedForAnotherOneFindsTheNewVersion() throws Exception {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);
    CompletableFuture<String> waiting;
    try (Connection other = database.source().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.executeUpdate("update account set cents = 1, version = version + 1 where id = 1");
      waiting = CompletableFuture.supplyAsync(() -> {
        try {
          writer.writeAll(Map.of(1L, new Account(1, "ann", 2, 1)));
          return "written";
        } catch (WriteConflictException e) {
          return "conflict";
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      });
      other.commit();
    }

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("conflict");
    assertThat(rows()).contains("1|ann|1|2");
  }

  private Cache<Long, Account> cache(CacheManager caches) {
    return caches
        .cache("accounts", Long.class, Account.class)
        .loader(JdbcLoader.from(database.source())
            .query("select id, owner, cents, version from account where id in (<keys>)")
            .key("id")
            .mapTo(Account.class))
        .writer(accounts().returningStored().of(Account.class))
        .writeMode(WriteMode.WRITE_THROUGH)
        .version(Account::version)
        .build();
  }

  @Test
  void anUpdateWithAFunctionTriesAgainWhenSqlAroundTheCacheWasFirst() {
    try (CacheManager caches = CacheManager.builder().build()) {
      Cache<Long, Account> cache = cache(caches);
      assertThat(cache.get(1L)).isNotNull();
      AtomicInteger tries = new AtomicInteger();

      Account after = cache.update(1L, old -> {
        if (tries.incrementAndGet() == 1) {
          database.run(
              "update account set cents = cents + 1000, version = version + 1 where id = 1");
        }
        return old == null ? null : old.plus(1);
      });

      assertThat(tries).hasValue(2);
      assertThat(after).isNotNull();
      assertThat(rows()).contains("1|ann|1101|3");
      assertThat(cache.getIfPresent(1L)).isEqualTo(new Account(1, "ann", 1101, 3));
    }
  }

  @Test
  void noUpdateIsLostBetweenCachesThatDoNotKnowEachOther() throws Exception {
    try (CacheManager one = CacheManager.builder().build();
        CacheManager other = CacheManager.builder().build()) {
      List<Cache<Long, Account>> both = List.of(cache(one), cache(other));
      List<CompletableFuture<Void>> writers = both.stream()
          .map(cache -> CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 25; ) {
              try {
                cache.update(2L, old -> old == null ? null : old.plus(1));
                i++;
              } catch (WriteConflictException e) {
                // the other one was first too often; this one begins anew
              }
            }
          }))
          .toList();
      for (CompletableFuture<Void> each : writers) {
        each.get(50, TimeUnit.SECONDS);
      }
    }
    assertThat(rows()).contains("2|bob|250|57");
  }

  @Test
  void aPutOfAnOldVersionIsAConflictForItsCaller() {
    HeapSharedTier tier = HeapSharedTier.create();
    try (CacheManager caches = CacheManager.builder().sharedTier(tier.connect()).build()) {
      Cache<Long, Account> cache = cache(caches);
      Account seen = cache.get(1L);
      database.run("update account set cents = 5, version = version + 1 where id = 1");
      assertThat(seen).isNotNull();

      assertThatExceptionOfType(WriteConflictException.class)
          .isThrownBy(() -> cache.put(1L, seen.plus(1)));

      assertThat(cache.get(1L)).isEqualTo(new Account(1, "ann", 5, 2));
      cache.put(1L, new Account(1, "ann", 6, 2));
      assertThat(cache.getIfPresent(1L)).isEqualTo(new Account(1, "ann", 6, 3));
    }
  }

  @Test
  void aDeletionChecksNoVersion() throws Exception {
    CacheWriter<Long, Account> writer = accounts().of(Account.class);

    writer.deleteAll(Set.of(2L));

    assertThat(rows()).containsExactly("1|ann|100|1");
  }
}
