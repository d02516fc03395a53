package io.symphra.cache.jdbc.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a writer for one database. Thread-safe.
 *
 * <p>Rows go in groups of powers of two, largest first, so that few statement texts exist; an upsert cannot be padded,
 * because one statement must not write a row twice.
 */
final class TableStatements {

  private final Dialect dialect;
  private final Upsert upsert;
  private final @Nullable VersionedStatements versioned;
  private final Map<Integer, String> upserts = new ConcurrentHashMap<>();
  private final Map<Integer, String> deletes = new ConcurrentHashMap<>();

  TableStatements(Dialect dialect, Quoting quoting, TableMapping mapping, boolean returnStored) {
    this.dialect = dialect;
    List<String> keys = mapping.keys().stream().map(quoting::column).toList();
    List<String> columns = new ArrayList<>(keys);
    mapping.written().values().forEach(column -> columns.add(quoting.column(column)));
    List<String> returning = new ArrayList<>();
    if (returnStored || dialect.reportsKeys()) {
      for (int i = 0; i < keys.size(); i++) {
        returning.add(keys.get(i) + " as " + quoting.exact(keyAlias(i)));
      }
    }
    if (returnStored) {
      mapping
          .all()
          .forEach((property, column) ->
              returning.add(quoting.column(column) + " as " + quoting.exact(property.label())));
    }
    this.upsert = new Upsert(quoting.table(mapping.table()), columns, keys, returning);
    this.versioned = mapping.version() == null ? null : VersionedStatements.of(quoting, mapping);
  }

  Dialect dialect() {
    return dialect;
  }

  /** The statements that check versions, of a table that has them. */
  VersionedStatements versioned() {
    return requireNonNull(versioned);
  }

  /** Whether an upsert answers with rows. */
  boolean returnsRows() {
    return !upsert.returning().isEmpty();
  }

  /** The column of an answer that holds a key column. */
  static String keyAlias(int key) {
    return "symphra_key_" + key;
  }

  String upsert(int rows) {
    return upserts.computeIfAbsent(rows, n -> dialect.upsert(upsert, n));
  }

  String delete(int rows) {
    return deletes.computeIfAbsent(rows, n -> {
      int width = upsert.keys().size();
      String one = width == 1 ? "?" : Upsert.list(Collections.nCopies(width, "?"));
      String columns = width == 1 ? upsert.keys().get(0) : Upsert.list(upsert.keys());
      return "delete from " + upsert.table() + " where " + columns + " in "
          + Upsert.list(Collections.nCopies(n, one));
    });
  }

  /** Cuts rows into groups whose sizes are powers of two, at most {@code max}. */
  static <T> List<List<T>> groups(List<T> rows, int max) {
    List<List<T>> groups = new ArrayList<>();
    for (int from = 0; from < rows.size(); ) {
      int size = Integer.highestOneBit(Math.min(max, rows.size() - from));
      groups.add(rows.subList(from, from + size));
      from += size;
    }
    return groups;
  }
}
