package io.symphra.cache.jdbc.internal;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an upsert writes; names are quoted already.
 *
 * @param table the table
 * @param columns all columns that are written, keys included
 * @param keys the key columns
 * @param returning expressions to answer with for each row; empty for none
 */
record Upsert(String table, List<String> columns, List<String> keys, List<String> returning) {

  /** The columns to replace in a row that exists; the key itself if there are no others. */
  List<String> replaced() {
    List<String> others =
        columns.stream().filter(column -> !keys.contains(column)).toList();
    return others.isEmpty() ? keys : others;
  }

  /** {@code (a, b)}. */
  static String list(List<String> items) {
    return "(" + String.join(", ", items) + ")";
  }

  /** {@code values (?, ?), (?, ?)}. */
  String values(int rows) {
    return Stream.generate(() -> list(Collections.nCopies(columns.size(), "?")))
        .limit(rows)
        .collect(Collectors.joining(", ", "values ", ""));
  }
}
