package io.symphra.cache.jdbc.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the options of a writer say about its table.
 *
 * @param table the table, with its schema if it was given
 * @param keys the key columns
 * @param columns columns of properties that do not have the column of their name
 * @param excluded properties without a column
 * @param generated properties whose column the database fills
 * @param version the column that counts the writes of a row; null for none
 */
public record TableOptions(
    String table,
    List<String> keys,
    Map<String, String> columns,
    Set<String> excluded,
    Set<String> generated,
    @Nullable String version) {

  /** Copies everything. */
  public TableOptions {
    keys = List.copyOf(keys);
    columns = Map.copyOf(columns);
    excluded = Set.copyOf(excluded);
    generated = Set.copyOf(generated);
  }
}
