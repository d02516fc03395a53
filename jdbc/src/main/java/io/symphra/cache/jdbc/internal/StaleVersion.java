package io.symphra.cache.jdbc.internal;

import java.sql.SQLException;

/** A row has another version than the value that was to replace it, or is gone, or is there already. */
final class StaleVersion extends SQLException {

  private static final long serialVersionUID = 1L;

  private final int rows;

  /** Of so many rows. Its SQLSTATE is that of a violated constraint, so that it counts as a fault of the rows. */
  StaleVersion(int rows) {
    super("the row has another version", "23000");
    this.rows = rows;
  }

  int rows() {
    return rows;
  }
}
