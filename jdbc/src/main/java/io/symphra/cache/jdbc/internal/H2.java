package io.symphra.cache.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** H2. */
public final class H2 implements Dialect {

  @Override
  public String name() {
    return "H2";
  }

  @Override
  public String product() {
    return "h2";
  }

  @Override
  public String upsert(Upsert upsert, int rows) {
    String merge = "merge into " + upsert.table() + " " + Upsert.list(upsert.columns()) + " key "
        + Upsert.list(upsert.keys()) + " " + upsert.values(rows);
    return upsert.returning().isEmpty()
        ? merge
        : "select " + String.join(", ", upsert.returning()) + " from final table (" + merge + ")";
  }

  @Override
  public Undo beginScan(Connection connection) throws SQLException {
    // Without it H2 collects the whole result before it gives the first row.
    set(connection, "set lazy_query_execution 1");
    return () -> set(connection, "set lazy_query_execution 0");
  }

  private static void set(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(setting);
    }
  }
}
