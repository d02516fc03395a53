package io.symphra.cache.jdbc.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Loads values by a query with {@code in (<keys>)}. Thread-safe.
 *
 * @param <K> the key type, which is learnt from the keys that are asked for
 * @param <V> the value type
 */
public final class QueryLoader<K, V> {

  // From these numbers of keys on one array is faster than a list;
  // docs/decisions/0003-sql-batches.md.
  private static final int ARRAY_FROM = 33;
  private static final int COMPOSITE_ARRAY_FROM = 2;

  private final Database database;
  private final KeysQuery query;
  private final List<String> keyColumns;
  private final ValueMapping<V> mapping;
  private final LoadOptions options;
  private final Statements statements;

  /** With what the options said. */
  public QueryLoader(
      Database database,
      KeysQuery query,
      List<String> keyColumns,
      ValueMapping<V> mapping,
      LoadOptions options) {
    this.database = database;
    this.query = query;
    this.keyColumns = keyColumns;
    this.mapping = mapping;
    this.options = options;
    this.statements = new Statements(query, keyColumns.size(), options.batchSize());
  }

  /** The values of the keys that have a row. */
  public Map<K, V> load(Set<K> keys) throws SQLException {
    KeyShape shape = shape(keys);
    List<Asked<K>> asked = new ArrayList<>(keys.size());
    for (K key : keys) {
      asked.add(new Asked<>(key, shape.canonical(key)));
    }
    try (Session session = Session.open(database, options.timeout())) {
      boolean arrays =
          database.find(session.connection()).filter(Dialect::bindsArrays).isPresent();
      int arrayFrom = shape.width() == 1 ? ARRAY_FROM : COMPOSITE_ARRAY_FROM;
      Map<K, V> found = new HashMap<>();
      for (int from = 0; from < asked.size(); from += options.batchSize()) {
        List<Asked<K>> batch =
            asked.subList(from, Math.min(asked.size(), from + options.batchSize()));
        Query statement = arrays && batch.size() >= arrayFrom
            ? statements.withArrays(session.handle(), shape, batch)
            : statements.withList(session.handle(), batch);
        options.parameters().forEach(statement::bind);
        statement.setQueryTimeout(session.secondsLeft());
        read(statement, shape, batch, found);
      }
      return found;
    } catch (RuntimeException e) {
      throw Failures.ofQuery("query", query.toString(), e);
    }
  }

  private KeyShape shape(Set<K> keys) {
    KeyShape shape = KeyShape.of(keys.iterator().next().getClass());
    shape.checkWidth(keyColumns);
    return shape;
  }

  private void read(Query statement, KeyShape shape, List<Asked<K>> batch, Map<K, V> found) {
    Map<List<Object>, K> open = new HashMap<>(batch.size() * 2);
    batch.forEach(one -> open.put(one.canonical(), one.key()));
    statement.scanResultSet((result, context) -> {
      try (var rows = result.get()) {
        KeyColumns columns = KeyColumns.in(rows, keyColumns);
        RowMapper<V> mapper = mapping.bind(rows, columns, context);
        while (rows.next()) {
          K key = open.get(shape.read(rows, columns));
          if (key == null) {
            throw new IllegalArgumentException(
                "query: \"%s\" gave a row whose key was not asked for; allowed: rows of the keys in <keys>"
                    .formatted(query));
          }
          @Nullable V value = mapper.map(rows, context);
          if (value != null && found.put(key, value) != null) {
            throw new IllegalArgumentException(
                "key: %s is not unique in the rows of the query \"%s\"; allowed: one row for each key"
                    .formatted(String.join(", ", keyColumns), query));
          }
        }
        return found.size();
      }
    });
  }

  /** A key with its canonical form. */
  record Asked<K>(K key, List<Object> canonical) {}

  /**
   * How a loader behaves.
   *
   * @param batchSize the most keys in one statement
   * @param timeout for a whole call
   * @param parameters further named parameters of the query
   */
  public record LoadOptions(
      int batchSize, java.time.Duration timeout, Map<String, Object> parameters) {
    /** Copies the parameters. */
    public LoadOptions {
      parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }
}
