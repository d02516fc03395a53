package io.symphra.cache.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one kind of database does in its own way. Implementations have no state. */
public sealed interface Dialect permits H2, MariaDb, Postgres {

  /** The name in messages. */
  String name();

  /** How the product calls itself to JDBC, in lower case. */
  String product();

  /** Whether a set of keys can be bound as one array. */
  default boolean bindsArrays() {
    return false;
  }

  /** A statement that inserts or replaces {@code rows} rows. */
  String upsert(Upsert upsert, int rows);

  /** Whether an upsert always answers with the keys it wrote, because it could have written others. */
  default boolean reportsKeys() {
    return false;
  }

  /** Makes constraints that wait for the commit speak at once, in this transaction. */
  default void checkConstraintsAtOnce(Connection connection) throws SQLException {}

  /**
   * Prepares a connection for a scan in constant memory, inside a transaction.
   *
   * @return what undoes it
   */
  default Undo beginScan(Connection connection) throws SQLException {
    return () -> {};
  }

  /** Undoes a setting of a connection. */
  @FunctionalInterface
  interface Undo {
    /** Undoes it. */
    void run() throws SQLException;
  }

  /** The dialects there are. */
  static List<Dialect> all() {
    return List.of(new Postgres(), new H2(), new MariaDb());
  }

  /** The dialect of a connection, if it is one of those there are. */
  static Optional<Dialect> of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    return all().stream().filter(dialect -> dialect.product().equals(product)).findFirst();
  }
}
