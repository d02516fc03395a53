package io.symphra.cache.jdbc;

import static io.symphra.cache.jdbc.internal.Checks.given;
import static java.util.Objects.requireNonNull;

import io.symphra.cache.TypeRef;
import io.symphra.cache.jdbc.internal.Checks;
import io.symphra.cache.jdbc.internal.Database;
import io.symphra.cache.jdbc.internal.KeysQuery;
import io.symphra.cache.jdbc.internal.QueryLoader;
import io.symphra.cache.jdbc.internal.QueryLoader.LoadOptions;
import io.symphra.cache.jdbc.internal.ValueMapping;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link JdbcLoader}.
 *
 * <p>Query and key are required. What can be known without a database is checked at once, the rest at the first load.
 * Not thread-safe.
 */
public final class JdbcLoaderBuilder {

  private static final int MAX_PARAMETERS = 32_767;

  private final Jdbi jdbi;
  private @Nullable KeysQuery query;
  private @Nullable List<String> key;
  private @Nullable SqlDialect dialect;
  private int batchSize = 1_000;
  private Duration timeout = Duration.ofSeconds(10);
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  JdbcLoaderBuilder(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The query, with {@code in (<keys>)} where the keys go, and one row for each key.
   *
   * <p>Write {@code (tenant, id) in (<keys>)} for a composite key. The text is the caller's own SQL and is sent as it
   * is; never build it from input. A colon before a name is a parameter, see {@link #bind}.
   *
   * @throws IllegalArgumentException if {@code <keys>} is missing or stands elsewhere
   */
  public JdbcLoaderBuilder query(String query) {
    this.query = KeysQuery.of(query);
    return this;
  }

  /**
   * The columns of the result that hold the key: one, or one for each component of a composite key, in the order of
   * the components. Upper and lower case are the same.
   */
  public JdbcLoaderBuilder key(String... columns) {
    this.key = Checks.identifiers("key", columns);
    return this;
  }

  /** The value of a named parameter of the query, {@code :name}. */
  public JdbcLoaderBuilder bind(String name, Object value) {
    parameters.put(Checks.identifier("bind", name), requireNonNull(value, "value"));
    return this;
  }

  /**
   * The most keys in one statement. Default 1,000. More keys are split over several statements, one after the other.
   *
   * @param keys at least 1; the key columns times this may be 32,767 at most, the parameters a statement can have
   */
  public JdbcLoaderBuilder batchSize(int keys) {
    this.batchSize = Checks.between("batchSize", keys, 1, MAX_PARAMETERS);
    return this;
  }

  /**
   * How long one call may take. Default 10 seconds. Each statement gets what is left
   * of it, in whole seconds, rounded down.
   *
   * @param timeout 2 s to 1 day
   */
  public JdbcLoaderBuilder timeout(Duration timeout) {
    this.timeout = Checks.timeout("timeout", timeout);
    return this;
  }

  /** The dialect. Default: by the name the database gives itself; an unknown database is asked in plain SQL. */
  public JdbcLoaderBuilder dialect(SqlDialect dialect) {
    this.dialect = requireNonNull(dialect, "dialect");
    return this;
  }

  /**
   * Builds a loader whose values are records, beans, or single columns.
   *
   * <p>Columns and components, or properties, are matched by name; {@code made_on} is {@code madeOn}. Columns without
   * a match are left out. A type that Jdbi reads from one column, such as String or BigDecimal, takes the one column
   * beside the key.
   *
   * @throws IllegalArgumentException if the type is none of these
   * @throws IllegalStateException if query or key is missing
   */
  public <K, V> JdbcLoader<K, V> mapTo(Class<V> type) {
    return mapTo(TypeRef.of(requireNonNull(type, "type")));
  }

  /** The same for a type with type arguments for which the Jdbi that was given has a mapper. */
  public <K, V> JdbcLoader<K, V> mapTo(TypeRef<V> type) {
    return build(ValueMapping.to(requireNonNull(type, "type"), jdbi));
  }

  /** Builds a loader whose values are made by a mapper of the caller's, from the current row. */
  public <K, V> JdbcLoader<K, V> map(RowMapper<V> mapper) {
    return build(ValueMapping.by(mapper));
  }

  private <K, V> JdbcLoader<K, V> build(ValueMapping<V> mapping) {
    KeysQuery checkedQuery =
        given("query", query, "query(\"select id, name from product where id in (<keys>)\")");
    List<String> checkedKey = given("key", key, "key(\"id\")");
    Checks.between("batchSize", batchSize, 1, MAX_PARAMETERS / checkedKey.size());
    Database database = new Database(jdbi, dialect == null ? null : dialect.dialect());
    return new JdbcLoader<>(new QueryLoader<>(
        database,
        checkedQuery,
        checkedKey,
        mapping,
        new LoadOptions(batchSize, timeout, parameters)));
  }
}
