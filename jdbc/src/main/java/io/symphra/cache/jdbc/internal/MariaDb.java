package io.symphra.cache.jdbc.internal;

import java.util.stream.Collectors;

/** MariaDB, from 10.5 on. */
public final class MariaDb implements Dialect {

  @Override
  public String name() {
    return "MariaDB";
  }

  @Override
  public String product() {
    return "mariadb";
  }

  /** A duplicate in another unique index than the key's makes MariaDB replace that other row. */
  @Override
  public boolean reportsKeys() {
    return true;
  }

  @Override
  public String upsert(Upsert upsert, int rows) {
    return "insert into " + upsert.table() + " " + Upsert.list(upsert.columns()) + " "
        + upsert.values(rows)
        + " on duplicate key update "
        + upsert.replaced().stream()
            .map(column -> column + " = " + replacement(upsert, column))
            .collect(Collectors.joining(", "))
        + " returning " + String.join(", ", upsert.returning());
  }

  private static String replacement(Upsert upsert, String column) {
    return upsert.keys().contains(column) ? column : "values(" + column + ")";
  }
}
