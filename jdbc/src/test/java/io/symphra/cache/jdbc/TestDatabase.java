package io.symphra.cache.jdbc;

import io.symphra.cache.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The databases every contract runs against; each is started at its first use, once for all tests. */
@SuppressWarnings("ImmutableEnumChecker") // started once, at the first use
enum TestDatabase {
  POSTGRESQL {
    @Override
    DataSource start() {
      return PostgresServer.start().dataSource();
    }
  },

  H2 {
    @Override
    DataSource start() {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL("jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1");
      return source;
    }
  };

  private DataSource source;

  abstract DataSource start();

  synchronized DataSource source() {
    if (source == null) {
      source = start();
    }
    return source;
  }

  void run(String... statements) {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
