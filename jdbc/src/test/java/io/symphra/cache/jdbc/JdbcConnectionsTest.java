package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheWriteException;
import io.symphra.cache.CacheWriter;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call gives its connection back, as it was: the pool has one, and does not repair it. */
@ParameterizedClass
@CsvSource({
  "POSTGRESQL, true",
  "POSTGRESQL, false",
  "H2, true",
  "H2, false",
  "MARIADB, true",
  "MARIADB, false"
})
class JdbcConnectionsTest {

  @Parameter(0)
  TestDatabase database;

  @Parameter(1)
  boolean autoCommit;

  private HikariDataSource pool;

  record Item(long id, String name) {}

  @BeforeEach
  void poolOfOne() {
    database.run(
        "drop table if exists item",
        "create table item (id bigint primary key, name varchar(10) not null)",
        "insert into item values (1, 'one'), (2, 'two'), (3, 'three')");
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.source());
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(2_000);
    config.setAutoCommit(autoCommit);
    pool = new HikariDataSource(config);
  }

  @AfterEach
  void close() throws Exception {
    try (Connection connection = pool.getConnection()) {
      assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
      assertThat(connection.getNetworkTimeout()).isZero();
    } finally {
      pool.close();
    }
  }

  private CacheLoader<Long, Item> loader(String query) {
    return JdbcLoader.from(pool).query(query).key("id").mapTo(Item.class);
  }

  private CacheWriter<Long, Item> writer() {
    return JdbcWriter.into(pool).table("item").key("id").of(Item.class);
  }

  private JdbcScan<Long> scan(String query) {
    return JdbcScan.from(pool).query(query).key("id").as(Long.class);
  }

  @Test
  void loads() throws Exception {
    assertThat(loader("select id, name from item where id in (<keys>)").loadAll(Set.of(1L, 2L)))
        .hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loader("select id from item where id in (<keys>)").loadAll(Set.of(1L)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> loader("select nonsense from item where id in (<keys>)").loadAll(Set.of(1L)));
  }

  @Test
  void writesThatAreCommittedByThemselves() throws Exception {
    writer().writeAll(Map.of(4L, new Item(4, "four")));
    writer().deleteAll(Set.of(1L));

    assertThat(database.ask("select id from item order by id")).containsExactly("2", "3", "4");
  }

  @Test
  void writesThatFail() {
    assertThatExceptionOfType(CacheWriteException.class)
        .isThrownBy(() -> writer().writeAll(Map.of(4L, new Item(4, "four"), 5L, new Item(5, null))))
        .satisfies(failure -> assertThat(failure.failures().keySet()).isEqualTo(Set.of(5L)));

    assertThat(database.ask("select count(*) from item")).containsExactly("3");
  }

  @Test
  void scansToTheEndWithoutClosing() throws Exception {
    assertThat(scan("select id from item").keys().count()).isEqualTo(3);
    assertThat(scan("select id from item").expected()).isEqualTo(3);
  }

  @Test
  void scansThatAreClosedEarly() throws Exception {
    try (Stream<Long> keys = scan("select id from item").keys()) {
      assertThat(keys.findFirst()).isPresent();
    }
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Test
  void scansThatFail() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan("select nonsense from item").keys());
    Stream<Long> keys = scan("select nullif(id, 2) as id from item order by 1").keys();
    assertThatIllegalArgumentException().isThrownBy(keys::toList);
  }
}
