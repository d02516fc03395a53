package io.symphra.cache.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Steps that happen all or not at all. */
final class Transaction {

  private Transaction() {}

  /** Runs a step for each group and commits. What fails rolls everything back, and comes out as the database said it. */
  static <K> void run(Session session, List<List<WriteRow<K>>> groups, Step<K> step)
      throws SQLException {
    around(session.connection(), () -> {
      for (List<WriteRow<K>> group : groups) {
        step.run(session, group);
      }
      // A commit cannot be called back, so it must not begin late.
      int unused = session.secondsLeft();
      session.connection().commit();
    });
  }

  /** Runs work in a transaction that the work itself may commit, and ends it. */
  static void around(Connection connection, Work work) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      work.run();
    } catch (Throwable e) {
      // Also an Error: what it left half-written must not be committed.
      SQLException cause = Failures.sqlCause(e);
      undo(connection, autoCommit, cause == null ? e : cause);
      if (cause == null) {
        throw e;
      }
      throw cause;
    }
    restore(connection, autoCommit);
  }

  private static void undo(Connection connection, boolean autoCommit, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
      abort(connection, reason);
      return;
    }
    try {
      restore(connection, autoCommit);
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private static void restore(Connection connection, boolean autoCommit) throws SQLException {
    if (!connection.isClosed()) {
      connection.setAutoCommit(autoCommit);
    }
  }

  /** Ends a connection that could not roll back; switching auto-commit on again would commit what it wrote. */
  private static void abort(Connection connection, Throwable reason) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  /** Writes the rows of one group. */
  @FunctionalInterface
  interface Step<K> {
    void run(Session session, List<WriteRow<K>> group) throws SQLException;

    /** Why a single row was refused, if that can be said better than the database did. Its step is undone already. */
    default SQLException reason(Session session, WriteRow<K> row, SQLException refusal)
        throws SQLException {
      return refusal;
    }
  }

  /** What is done inside a transaction. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }
}
