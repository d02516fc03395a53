package io.symphra.cache.jdbc.internal;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the key stands in the rows of a result.
 *
 * <p>Immutable.
 */
final class KeyColumns {

  private final int[] positions;
  private final List<String> labels;

  private KeyColumns(int[] positions, List<String> labels) {
    this.positions = positions;
    this.labels = labels;
  }

  /**
   * Finds the key columns of a result.
   *
   * @throws IllegalArgumentException if one is not there, or is there twice
   */
  static KeyColumns in(ResultSet rows, List<String> names) throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      labels.add(meta.getColumnLabel(i));
    }
    int[] positions = names.stream().mapToInt(name -> position(name, labels)).toArray();
    return new KeyColumns(positions, List.copyOf(labels));
  }

  private static int position(String name, List<String> labels) {
    int[] found = IntStream.range(0, labels.size())
        .filter(i -> labels.get(i).equalsIgnoreCase(name))
        .toArray();
    if (found.length != 1) {
      throw new IllegalArgumentException(
          "key: the result of the query has %s column \"%s\"; allowed: %s"
              .formatted(
                  found.length == 0 ? "no" : "more than one", name, String.join(", ", labels)));
    }
    return found[0] + 1;
  }

  /** How many key columns there are. */
  int width() {
    return positions.length;
  }

  /** The position of a key column, counted from 1. */
  int position(int keyColumn) {
    return positions[keyColumn];
  }

  /** The names of all columns of the result, in their order. */
  List<String> labels() {
    return labels;
  }

  /** The positions of the columns that do not belong to the key. */
  int[] others() {
    return IntStream.rangeClosed(1, labels.size())
        .filter(i -> IntStream.of(positions).noneMatch(key -> key == i))
        .toArray();
  }
}
