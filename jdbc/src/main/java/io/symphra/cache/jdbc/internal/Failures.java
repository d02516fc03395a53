package io.symphra.cache.jdbc.internal;

import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.JdbiException;

/** Takes the wrapping off failures, and tells wrong options from a failing database. */
final class Failures {

  // 22 data, 23 constraints, 27 and 44 triggered and checked views, P0 raised in PL/pgSQL, 45
  // signalled by the user.
  private static final List<String> ROWS = List.of("22", "23", "27", "44", "45", "P0");

  private Failures() {}

  /**
   * The failure to throw for one that came out of Jdbi. The text of the database may hold keys and values, so it stays in
   * the cause.
   */
  static RuntimeException ofQuery(String option, String text, RuntimeException thrown)
      throws SQLException {
    SQLException cause = sqlCause(thrown);
    if (cause == null) {
      return thrown;
    }
    if (isWrongStatement(cause)) {
      return new IllegalArgumentException(
          "%s: \"%s\" was refused by the database (SQLSTATE %s); the cause says why"
              .formatted(option, text, cause.getSQLState()),
          cause);
    }
    throw cause;
  }

  /** The database's own failure behind one of Jdbi's, or null if there is none. */
  static @org.jspecify.annotations.Nullable SQLException sqlCause(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
      if (!(t instanceof JdbiException)) {
        return null;
      }
    }
    return null;
  }

  /** Whether the values are wrong, and single rows can be found that are: data, constraints, triggers and signals. */
  static boolean isAboutRows(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && ROWS.stream().anyMatch(state::startsWith);
  }

  /** Whether the statement itself is wrong: a syntax error, or a name the database does not know. */
  static boolean isWrongStatement(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.startsWith("42");
  }
}
