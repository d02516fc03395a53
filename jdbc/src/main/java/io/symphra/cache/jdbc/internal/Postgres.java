package io.symphra.cache.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** PostgreSQL. */
public final class Postgres implements Dialect {

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public String product() {
    return "postgresql";
  }

  @Override
  public boolean bindsArrays() {
    return true;
  }

  @Override
  public String upsert(Upsert upsert, int rows) {
    String returning =
        upsert.returning().isEmpty() ? "" : " returning " + String.join(", ", upsert.returning());
    return "insert into " + upsert.table() + " " + Upsert.list(upsert.columns()) + " "
        + upsert.values(rows)
        + " on conflict " + Upsert.list(upsert.keys()) + " do update set "
        + upsert.replaced().stream()
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "))
        + returning;
  }

  @Override
  public void checkConstraintsAtOnce(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set constraints all immediate");
    }
  }
}
