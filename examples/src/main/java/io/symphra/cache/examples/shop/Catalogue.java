package io.symphra.cache.examples.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Fills the tables of a shop with products of given ids; the same ids give the same rows. */
final class Catalogue {

  private final DataSource database;

  Catalogue(DataSource database) {
    this.database = database;
  }

  /** Creates the tables and fills them, all at once, each over a connection of its own. */
  void create(Collection<String> ids) throws SQLException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(Table.values().length);
    try {
      List<Callable<Table>> tables = new ArrayList<>();
      for (Table table : Table.values()) {
        tables.add(() -> fill(table, ids));
      }
      for (Future<Table> table : threads.invokeAll(tables)) {
        table.get();
      }
    } catch (ExecutionException e) {
      throw new SQLException("the catalogue could not be filled: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** The primary key comes last, because one sort of all rows costs less than many insertions into an index. */
  private Table fill(Table table, Collection<String> ids) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(table.create());
      try (CopyText rows = new CopyText(connection, table.sqlName())) {
        table.commonRows(rows);
        for (String id : ids) {
          table.rowsOf(id, rows);
        }
        rows.end();
      }
      statement.execute(table.addPrimaryKey());
      statement.execute("analyze " + table.sqlName());
    }
    return table;
  }
}
