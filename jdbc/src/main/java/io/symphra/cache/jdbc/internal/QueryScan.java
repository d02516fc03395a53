package io.symphra.cache.jdbc.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads the rows of a query one after the other. Thread-safe; its streams are not.
 *
 * @param <K> the key type
 */
public final class QueryScan<K> {

  private final Database database;
  private final String query;
  private final List<String> keyColumns;
  private final Class<K> keyClass;
  private final KeyShape shape;
  private final ScanOptions options;

  /** With what the options said. */
  public QueryScan(
      Database database,
      String query,
      List<String> keyColumns,
      Class<K> keyClass,
      ScanOptions options) {
    this.database = database;
    this.query = KeysQuery.withoutSemicolon(query);
    this.keyColumns = keyColumns;
    this.keyClass = keyClass;
    this.shape = KeyShape.of(keyClass);
    this.options = options;
    shape.checkWidth(keyColumns);
  }

  /** The keys, in the order of the rows. */
  public Stream<K> keys() throws SQLException {
    return stream(new OnResult<>((rows, context) -> {
      KeyColumns columns = KeyColumns.in(rows, keyColumns);
      return (row, same) -> key(row, columns);
    }));
  }

  /** Keys and values, in the order of the rows; rows whose value is null are left out. */
  public <V> Stream<Map.Entry<K, V>> rows(ValueMapping<V> mapping) throws SQLException {
    return stream(new OnResult<Row<K, V>>((rows, context) -> {
          KeyColumns columns = KeyColumns.in(rows, keyColumns);
          RowMapper<V> values = mapping.bind(rows, columns, context);
          return (row, same) -> new Row<>(key(row, columns), values.map(row, same));
        }))
        .filter(row -> row.value() != null)
        .map(row -> Map.entry(row.key(), row.value()));
  }

  /** How many rows there are now. */
  public long count() throws SQLException {
    try (Handle handle = database.open()) {
      return bound(handle.createQuery("select count(*) from (" + query + ") symphra_counted"))
          .mapTo(Long.class)
          .one();
    } catch (RuntimeException e) {
      throw Failures.ofQuery("query", query, e);
    }
  }

  private K key(ResultSet row, KeyColumns columns) throws SQLException {
    return keyClass.cast(shape.key(shape.read(row, columns)));
  }

  private <T> Stream<T> stream(RowMapper<T> mapper) throws SQLException {
    Cursor<T> cursor = Cursor.begin(database);
    try {
      return cursor.open(connection -> bound(connection.createQuery(query))
          .setFetchSize(options.fetchSize())
          .map(mapper)
          .iterator());
    } catch (RuntimeException e) {
      cursor.close();
      throw Failures.ofQuery("query", query, e);
    }
  }

  private Query bound(Query statement) {
    options.parameters().forEach(statement::bind);
    return statement.setQueryTimeout(Math.toIntExact(options.timeout().toSeconds()));
  }

  private record Row<K, V>(
      K key, @org.jspecify.annotations.Nullable V value) {}

  /** A mapper that looks at the columns once for each result. */
  private record OnResult<T>(Binding<T> binding) implements RowMapper<T> {

    @Override
    public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
      return binding.bind(rows, context);
    }

    @Override
    public T map(ResultSet rows, StatementContext context) throws SQLException {
      return specialize(rows, context).map(rows, context);
    }
  }

  @FunctionalInterface
  private interface Binding<T> {
    RowMapper<T> bind(ResultSet rows, StatementContext context) throws SQLException;
  }

  /**
   * How a scan behaves.
   *
   * @param fetchSize how many rows are held at a time
   * @param timeout until the first row
   * @param parameters named parameters of the query
   */
  public record ScanOptions(int fetchSize, Duration timeout, Map<String, Object> parameters) {
    /** Copies the parameters. */
    public ScanOptions {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }
}
