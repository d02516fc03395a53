package io.symphra.cache.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/**
 * The database behind a loader, a writer or a scan, and what was learnt about it at first use.
 *
 * <p>Thread-safe.
 */
public final class Database {

  private final Jdbi jdbi;
  private volatile Optional<Dialect> dialect;
  private volatile boolean known;

  /** With the dialect if it was given; else the first connection tells it. */
  public Database(Jdbi jdbi, @Nullable Dialect dialect) {
    this.jdbi = jdbi;
    this.dialect = Optional.ofNullable(dialect);
    this.known = dialect != null;
  }

  /** A connection on which statements may be sent as they are written. */
  Handle open() {
    Handle handle = jdbi.open();
    handle.setTemplateEngine(TemplateEngine.NOP);
    handle.getConfig(SqlStatements.class).setAttachAllStatementsForCleanup(true);
    // Transactions are ended by hand here; a pool that switches auto-commit off is none that was
    // left open.
    handle.getConfig(Handles.class).setForceEndTransactions(false);
    // Bound values may be personal data, and must not get into logs by way of messages.
    handle
        .getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    return handle;
  }

  /**
   * The dialect of the database.
   *
   * @throws IllegalArgumentException if there is none for it
   */
  Dialect dialect(Connection connection) throws SQLException {
    return find(connection)
        .orElseThrow(() -> new IllegalArgumentException(
            "dialect: there is none for this database; allowed: %s, or the option dialect for one that behaves like these"
                .formatted(
                    Dialect.all().stream().map(Dialect::name).collect(Collectors.joining(", ")))));
  }

  /** The dialect of the database if there is one for it. */
  Optional<Dialect> find(Connection connection) throws SQLException {
    if (!known) {
      dialect = Dialect.of(connection);
      known = true;
    }
    return dialect;
  }
}
