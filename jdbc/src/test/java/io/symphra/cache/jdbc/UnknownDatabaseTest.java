package io.symphra.cache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that calls itself by a name nobody knows. */
class UnknownDatabaseTest {

  private final DataSource unknown = renamed(DataSource.class, TestDatabase.H2.source());

  record Item(long id, String name) {}

  @BeforeEach
  void table() {
    TestDatabase.H2.run(
        "drop table if exists item",
        "create table item (id bigint primary key, name varchar(10))",
        "insert into item select x, 'n' || x from system_range(1, 200)");
  }

  @Test
  void isReadInPlainSql() throws Exception {
    CacheLoader<Long, Item> loader = JdbcLoader.from(unknown)
        .query("select id, name from item where id in (<keys>)")
        .key("id")
        .mapTo(Item.class);

    Set<Long> keys = Set.copyOf(LongStream.rangeClosed(1, 150).boxed().toList());
    assertThat(loader.loadAll(keys)).containsOnlyKeys(keys);
    assertThat(JdbcScan.from(unknown)
            .query("select id from item")
            .key("id")
            .as(Long.class)
            .keys())
        .hasSize(200);
  }

  @Test
  void isNotWrittenWithoutADialect() {
    CacheWriter<Long, Item> writer =
        JdbcWriter.into(unknown).table("item").key("id").of(Item.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.writeAll(Map.of(1L, new Item(1, "one"))))
        .withMessageContaining(
            "dialect: there is none for this database; allowed: PostgreSQL, H2, MariaDB");
  }

  @Test
  void isWrittenInTheDialectThatWasNamed() throws Exception {
    CacheWriter<Long, Item> writer =
        JdbcWriter.into(unknown).table("item").key("id").dialect(SqlDialect.H2).of(Item.class);

    writer.writeAll(Map.of(1L, new Item(1, "one")));

    assertThat(TestDatabase.H2.ask("select name from item where id = 1")).containsExactly("one");
  }

  private static <T> T renamed(Class<T> type, T real) {
    return type.cast(Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
          if (method.getName().equals("getDatabaseProductName")) {
            return "Nobody's Database";
          }
          try {
            Object result = method.invoke(real, arguments);
            if (result instanceof Connection connection) {
              return renamed(Connection.class, connection);
            }
            return result instanceof DatabaseMetaData meta
                ? renamed(DatabaseMetaData.class, meta)
                : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }
}
