package io.symphra.cache.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rows for which a batch was refused, by writing them one by one in a transaction that is always rolled back.
 *
 * <p>A row that is accepted stays until the end, so that rows that contradict each other are found too. Constraints that
 * wait for the commit are made to speak at once. The pass has what is left of the call's time, and ends with what it
 * has found when that is over.
 *
 * @param failed the rows that were refused, and why
 * @param complete whether every row was tried
 */
record Diagnosis<K>(Map<K, SQLException> failed, boolean complete) {

  static <K> Diagnosis<K> of(
      Session session, Dialect dialect, List<WriteRow<K>> rows, Transaction.Step<K> step) {
    Map<K, SQLException> failed = new LinkedHashMap<>();
    Connection connection = session.connection();
    try {
      Transaction.around(connection, () -> {
        dialect.checkConstraintsAtOnce(connection);
        for (WriteRow<K> row : rows) {
          Savepoint before = connection.setSavepoint();
          try {
            step.run(session, List.of(row));
            connection.releaseSavepoint(before);
          } catch (SQLException | RuntimeException e) {
            SQLException cause = Failures.sqlCause(e);
            if (cause == null || !Failures.isAboutRows(cause)) {
              throw e;
            }
            connection.rollback(before);
            failed.put(row.key(), step.reason(session, row, cause));
          }
        }
        connection.rollback();
      });
    } catch (SQLException e) {
      // What is known is still worth telling, and the failure of the batch itself is thrown with
      // it.
      return new Diagnosis<>(failed, false);
    }
    return new Diagnosis<>(failed, true);
  }

  /** Whether the database takes all the rows now: another writer was in the way of the batch, and is gone. */
  boolean allAccepted() {
    return complete && failed.isEmpty();
  }
}
