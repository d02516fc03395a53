package io.symphra.cache.benchmarks.torture;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;

/** The rows, in a real database that counts their versions itself, under the lock of the row. Thread-safe. */
final class Database implements AutoCloseable {

  /** A machine under load must not make writes fail: what fails here is no finding. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MOST_CONNECTIONS = 20;

  private final HikariDataSource pool;

  Database(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    this.pool = new HikariDataSource(config);
  }

  DataSource dataSource() {
    return pool;
  }

  /** Makes the table with its rows, all of version 1. */
  static void create(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists item");
      statement.execute(
          "create table item (id bigint primary key, version bigint not null default 1, stamp bigint not null)");
      statement.execute("""
          create or replace function item_written() returns trigger language plpgsql as $$
          begin
            new.version := old.version + 1;
            return new;
          end $$""");
      statement.execute(
          "create trigger item_written before update on item for each row execute function item_written()");
      statement.execute("insert into item (id, stamp) select id, 0 from generate_series(0, "
          + (Board.KEYS - 1) + ") as id");
    }
  }

  /** Writes rows in one transaction and commits; returns their new versions. */
  Map<Long, Long> write(Collection<Long> keys, long stamp) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Map<Long, Long> versions = update(connection, keys, stamp);
      connection.commit();
      return versions;
    }
  }

  /** Writes rows in one transaction and rolls it back. */
  void writeAndRollBack(Collection<Long> keys, long stamp) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Map<Long, Long> unused = update(connection, keys, stamp);
      connection.rollback();
    }
  }

  private static Map<Long, Long> update(Connection connection, Collection<Long> keys, long stamp)
      throws SQLException {
    Map<Long, Long> versions = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement("update item set stamp = ? where id = ? returning version")) {
      for (Long key : new TreeSet<>(keys)) { // in one order, or two writers wait for each other
        statement.setLong(1, stamp);
        statement.setLong(2, key);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          versions.put(key, rows.getLong(1));
        }
      }
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
    return versions;
  }

  /** The version of each row. */
  Map<Long, Long> versions() throws SQLException {
    Map<Long, Long> versions = new HashMap<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id, version from item")) {
      while (rows.next()) {
        versions.put(rows.getLong(1), rows.getLong(2));
      }
    }
    return versions;
  }

  @Override
  public void close() {
    pool.close();
  }
}
