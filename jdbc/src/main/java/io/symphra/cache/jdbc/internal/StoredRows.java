package io.symphra.cache.jdbc.internal;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the database says it has stored.
 *
 * @param shape the shape of the keys
 * @param keyAliases the columns of an answer that hold the key
 * @param mapping how rows become values; null if the keys alone are wanted
 */
record StoredRows<K, V>(
    KeyShape shape, List<String> keyAliases, @Nullable ValueMapping<V> mapping) {

  /**
   * Reads an answer.
   *
   * @param group the rows that were written
   * @param values where the values are put
   * @return the keys in the answer
   * @throws SQLException if the answer has a key that was not written
   */
  Set<K> read(Query query, List<WriteRow<K>> group, Map<K, V> values) throws SQLException {
    Map<List<Object>, K> written =
        group.stream().collect(Collectors.toMap(WriteRow::canonical, WriteRow::key));
    return query.scanResultSet((result, context) -> {
      Set<K> reported = new HashSet<>();
      try (var rows = result.get()) {
        KeyColumns columns = KeyColumns.in(rows, keyAliases);
        RowMapper<V> mapper = mapping == null ? null : mapping.bind(rows, columns, context);
        while (rows.next()) {
          K key = written.get(shape.read(rows, columns));
          if (key == null) {
            throw otherRow();
          }
          reported.add(key);
          V value = mapper == null ? null : mapper.map(rows, context);
          if (value != null) {
            values.put(key, value);
          }
        }
      }
      return reported;
    });
  }

  /** The database wrote another row than the one with the key. */
  static SQLException otherRow() {
    return new SQLIntegrityConstraintViolationException(
        "another row has the same value in a unique index", "23000");
  }
}
