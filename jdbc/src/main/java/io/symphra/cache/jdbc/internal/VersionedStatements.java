package io.symphra.cache.jdbc.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that write a row only if it has the version of the value. They are the same in every database, because a
 * statement that inserts or replaces cannot say which of the two it did in each.
 *
 * @param update the other columns, the key, the version
 * @param insert the key, the other columns; with the first version
 * @param exists the key
 * @param table for the query of stored rows
 * @param keys the key columns
 * @param returned what that query asks for
 */
record VersionedStatements(
    String update,
    String insert,
    String exists,
    String table,
    List<String> keys,
    List<String> returned) {

  static VersionedStatements of(Quoting quoting, TableMapping mapping) {
    String table = quoting.table(mapping.table());
    String version =
        quoting.column(requireNonNull(mapping.all().get(requireNonNull(mapping.version()))));
    List<String> keys = mapping.keys().stream().map(quoting::column).toList();
    List<String> others =
        mapping.written().values().stream().map(quoting::column).toList();

    List<String> set =
        new ArrayList<>(others.stream().map(column -> column + " = ?").toList());
    set.add(version + " = " + version + " + 1");
    String isKey = keys.stream().map(key -> key + " = ?").collect(Collectors.joining(" and "));

    List<String> columns = new ArrayList<>(keys);
    columns.addAll(others);
    List<String> values = new ArrayList<>(Collections.nCopies(columns.size(), "?"));
    columns.add(version);
    values.add("1");

    List<String> returned = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      returned.add(keys.get(i) + " as " + quoting.exact(TableStatements.keyAlias(i)));
    }
    mapping
        .all()
        .forEach((property, column) ->
            returned.add(quoting.column(column) + " as " + quoting.exact(property.label())));
    return new VersionedStatements(
        "update " + table + " set " + String.join(", ", set) + " where " + isKey + " and " + version
            + " = ?",
        "insert into " + table + " " + Upsert.list(columns) + " values " + Upsert.list(values),
        "select 1 from " + table + " where " + isKey,
        table,
        keys,
        returned);
  }

  /** What is stored under so many keys. */
  String select(int rows) {
    String one = keys.size() == 1 ? "?" : Upsert.list(Collections.nCopies(keys.size(), "?"));
    String columns = keys.size() == 1 ? keys.get(0) : Upsert.list(keys);
    return "select " + String.join(", ", returned) + " from " + table + " where " + columns + " in "
        + Upsert.list(Collections.nCopies(rows, one));
  }
}
