package io.symphra.cache.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What fails is not committed, whatever it is that fails. */
class TransactionTest {

  private static final String DATABASE = "jdbc:h2:mem:transaction";

  @AutoClose
  private Connection others;

  @AutoClose
  private Connection connection;

  @BeforeEach
  void table() throws SQLException {
    others = DriverManager.getConnection(DATABASE);
    run(others, "create table item (id bigint primary key)");
    connection = DriverManager.getConnection(DATABASE);
  }

  @Test
  void anErrorRollsBack() throws SQLException {
    AssertionError error = new AssertionError("in the middle");

    assertThatThrownBy(() -> Transaction.around(connection, () -> {
          run(connection, "insert into item values (1)");
          throw error;
        }))
        .isSameAs(error);

    assertThat(rows()).isZero();
    assertThat(connection.getAutoCommit()).isTrue();
  }

  @Test
  void aConnectionThatCanNeitherRollBackNorBeAbortedDoesNotCommit() throws SQLException {
    SQLException failure = new SQLException("in the middle");
    Connection stubborn = refusing(connection, Set.of("rollback", "abort"));

    assertThatThrownBy(() -> Transaction.around(stubborn, () -> {
          run(stubborn, "insert into item values (1)");
          throw failure;
        }))
        .isSameAs(failure)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(2));
    connection.close();

    assertThat(rows()).isZero();
  }

  private static Connection refusing(Connection connection, Set<String> calls) {
    return (Connection) Proxy.newProxyInstance(
        TransactionTest.class.getClassLoader(),
        new Class<?>[] {Connection.class},
        (proxy, method, args) -> {
          if (calls.contains(method.getName())) {
            throw new SQLException(method.getName());
          }
          try {
            return method.invoke(connection, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long rows() throws SQLException {
    try (Statement statement = others.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from item")) {
      result.next();
      return result.getLong(1);
    }
  }
}
