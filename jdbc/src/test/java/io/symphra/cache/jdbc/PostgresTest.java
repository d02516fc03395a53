package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.postgresql.ds.PGSimpleDataSource;

/** What only PostgreSQL has, and what is easiest to bring about there. */
class PostgresTest {

  private final TestDatabase database = TestDatabase.POSTGRESQL;

  record Seat(int id, String guest) {}

  @BeforeEach
  void seats() {
    database.run(
        "drop schema if exists hall cascade",
        "create schema hall",
        "create table hall.seat (id int primary key, guest text, unique (guest) deferrable initially deferred)",
        "insert into hall.seat values (1, 'Ada'), (2, 'Bo')");
  }

  private JdbcWriterBuilder seatsWriter() {
    return JdbcWriter.into(database.source()).table("hall.seat").key("id");
  }

  @Test
  void aConstraintThatWaitsForTheCommitIsTracedToItsRow() {
    CacheWriter<Integer, Seat> writer = seatsWriter().of(Seat.class);

    CacheWriteException failure = catchThrowableOfType(
        CacheWriteException.class,
        () -> writer.writeAll(Map.of(3, new Seat(3, "Cy"), 4, new Seat(4, "Bo"))));

    assertThat(failure.failures().keySet()).isEqualTo(Set.of(4));
    assertThat(database.ask("select id from hall.seat order by id")).containsExactly("1", "2");
  }

  @Test
  void guestsMaySwapSeatsInOneCall() throws Exception {
    CacheWriter<Integer, Seat> writer = seatsWriter().of(Seat.class);

    writer.writeAll(Map.of(1, new Seat(1, "Bo"), 2, new Seat(2, "Ada")));

    assertThat(database.ask("select guest from hall.seat order by id"))
        .containsExactly("Bo", "Ada");
  }

  @Test
  void whatATriggerMadeOfAValueIsReadBackAndWhatItRefusedIsNamed() throws Exception {
    database.run(
        """
        create function hall.check_guest() returns trigger language plpgsql as $$
        begin
          if new.guest = 'nobody' then
            raise exception 'a seat needs a guest';
          end if;
          new.guest := initcap(new.guest);
          return new;
        end $$""",
        "create trigger seat before insert or update on hall.seat for each row execute function hall.check_guest()");
    CacheWriter<Integer, Seat> writer = seatsWriter().returningStored().of(Seat.class);
    Seat dee = new Seat(5, "dee");

    WriteResult<Integer, Seat> result = writer.writeAll(Map.of(5, dee));
    CacheWriteException failure = catchThrowableOfType(
        CacheWriteException.class,
        () -> writer.writeAll(Map.of(6, new Seat(6, "nobody"), 7, new Seat(7, "eve"))));

    assertThat(result.storedValue(5, dee)).isEqualTo(new Seat(5, "Dee"));
    assertThat(failure.failures().keySet()).isEqualTo(Set.of(6));
    assertThat(failure.failures().get(6)).hasMessageContaining("a seat needs a guest");
  }

  /**
   * The writer is held inside its insert: the key was free when it looked, and is taken when it goes on. The index that
   * holds it is older than the key's, so it is filled before that one.
   */
  @Test
  void aRowThatAnotherWriterInsertsAtTheSameMomentIsReplacedNotRefused() throws Exception {
    database.run(
        """
        create function hall.wait(id int) returns int language plpgsql immutable as $$
        begin
          perform pg_advisory_xact_lock_shared(77);
          return id;
        end $$""",
        "create table hall.desk (id int, guest text)",
        "create index hold on hall.desk (hall.wait(id))",
        "alter table hall.desk add primary key (id), add unique (guest)");
    CacheWriter<Integer, Seat> writer =
        JdbcWriter.into(database.source()).table("hall.desk").key("id").of(Seat.class);
    try (Connection other = database.source().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(77)");
      CompletableFuture<Void> write = CompletableFuture.runAsync(() -> {
        try {
          writer.writeAll(Map.of(1, new Seat(1, "Ada")));
        } catch (Exception e) {
          throw new CompletionException(e);
        }
      });
      awaitWaiting();
      statement.execute("insert into hall.desk values (1, 'Ada')");
      other.commit();

      assertThat(write).succeedsWithin(Duration.ofSeconds(20));
    }
    assertThat(database.ask("select * from hall.desk")).containsExactly("1|Ada");
  }

  private void awaitWaiting() {
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      while (database
          .ask("select 1 from pg_locks where locktype = 'advisory' and objid = 77 and not granted")
          .isEmpty()) {
        Thread.onSpinWait();
      }
    });
  }

  @Test
  void exactCaseReachesNamesWithCapitals() throws Exception {
    database.run("create table hall.\"Seat\" (\"Id\" int primary key, \"guestName\" text)");
    CacheWriter<Integer, Seat> writer = JdbcWriter.into(database.source())
        .table("hall.Seat")
        .key("Id")
        .column("guest", "guestName")
        .exactCase()
        .of(Seat.class);

    writer.writeAll(Map.of(1, new Seat(1, "Ada")));

    assertThat(database.ask("select * from hall.\"Seat\"")).containsExactly("1|Ada");
  }

  @Test
  void manyStatementsTogetherHaveOneTimeout() {
    database.run(
        "create function hall.slow(anyelement) returns anyelement language sql volatile as 'select $1 from pg_sleep(0.7)'");
    CacheLoader<Integer, String> loader = JdbcLoader.from(database.source())
        .query("select id, hall.slow(guest) as guest from hall.seat where id in (<keys>)")
        .key("id")
        .batchSize(1)
        .timeout(Duration.ofSeconds(2))
        .mapTo(String.class);
    database.run("insert into hall.seat select i, 'guest ' || i from generate_series(10, 19) i");

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> loader.loadAll(Set.of(10, 11, 12, 13, 14, 15, 16, 17, 18, 19)))
        .matches(failure -> failure.getMessage().contains("its timeout of PT2S")
            || "57014".equals(failure.getSQLState()));
  }

  @Test
  void aLoadThatTakesLongerThanItsTimeoutGivesUp() {
    CacheLoader<Integer, String> loader = JdbcLoader.from(database.source())
        .query("select id, guest from hall.seat, pg_sleep(60) where id in (<keys>)")
        .key("id")
        .timeout(Duration.ofSeconds(2))
        .mapTo(String.class);

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> loader.loadAll(Set.of(1)))
        .satisfies(failure -> assertThat(failure.getSQLState()).isEqualTo("57014"));
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aServerThatFallsSilentIsGivenUp() throws Exception {
    try (SilentProxy proxy =
        SilentProxy.to(database.source().unwrap(PGSimpleDataSource.class).getPortNumbers()[0])) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl("jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&cancelSignalTimeout=1"
          .formatted(proxy.port()));
      try (var kept = new com.zaxxer.hikari.HikariDataSource()) {
        kept.setDataSource(source);
        kept.setMaximumPoolSize(1);
        CacheLoader<Integer, String> loader = JdbcLoader.from(kept)
            .query("select id, guest from hall.seat where id in (<keys>)")
            .key("id")
            .timeout(Duration.ofSeconds(2))
            .mapTo(String.class);
        assertThat(loader.loadAll(Set.of(1))).containsValue("Ada");

        proxy.fallSilent();

        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> loader.loadAll(Set.of(1)));
      }
    }
  }
}
