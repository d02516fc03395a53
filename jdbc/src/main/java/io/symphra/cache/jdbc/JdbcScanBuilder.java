package io.symphra.cache.jdbc;

import static io.symphra.cache.jdbc.internal.Checks.given;
import static java.util.Objects.requireNonNull;

import io.symphra.cache.jdbc.internal.Checks;
import io.symphra.cache.jdbc.internal.Database;
import io.symphra.cache.jdbc.internal.QueryScan;
import io.symphra.cache.jdbc.internal.QueryScan.ScanOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link JdbcScan}.
 *
 * <p>Query and key are required. Not thread-safe.
 */
public final class JdbcScanBuilder {

  private final Jdbi jdbi;
  private @Nullable String query;
  private @Nullable List<String> key;
  private @Nullable SqlDialect dialect;
  private int fetchSize = 1_000;
  private Duration timeout = Duration.ofMinutes(10);
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  JdbcScanBuilder(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The query, without {@code <keys>}: its rows are the ones to read.
   *
   * <p>The text is the caller's own SQL and is sent as it is; never build it from input. A colon before a name is a
   * parameter, see {@link #bind}.
   *
   * @throws IllegalArgumentException if it is blank or has {@code <keys>}
   */
  public JdbcScanBuilder query(String query) {
    if (requireNonNull(query, "query").isBlank() || query.contains("<keys>")) {
      throw new IllegalArgumentException(
          "query: \"%s\"; allowed: a query that reads all rows of the scan, without <keys>"
              .formatted(query));
    }
    this.query = query;
    return this;
  }

  /** The columns of the result that hold the key, as {@link JdbcLoaderBuilder#key} says. */
  public JdbcScanBuilder key(String... columns) {
    this.key = Checks.identifiers("key", columns);
    return this;
  }

  /** The value of a named parameter of the query, {@code :name}. */
  public JdbcScanBuilder bind(String name, Object value) {
    parameters.put(Checks.identifier("bind", name), requireNonNull(value, "value"));
    return this;
  }

  /**
   * How many rows are fetched, and held in memory, at a time. Default 1,000.
   *
   * @param rows 1 to 1,000,000
   */
  public JdbcScanBuilder fetchSize(int rows) {
    this.fetchSize = Checks.between("fetchSize", rows, 1, 1_000_000);
    return this;
  }

  /**
   * How long the database may take until it has the first row, and to count. Default 10 minutes. Counted in whole
   * seconds, as JDBC does. On H2, which computes rows as they are read, it holds for the whole stream.
   *
   * @param timeout 2 s to 1 day
   */
  public JdbcScanBuilder timeout(Duration timeout) {
    this.timeout = Checks.timeout("timeout", timeout);
    return this;
  }

  /** The dialect. Default: by the name the database gives itself; an unknown database is asked in plain SQL. */
  public JdbcScanBuilder dialect(SqlDialect dialect) {
    this.dialect = requireNonNull(dialect, "dialect");
    return this;
  }

  /**
   * Builds a scan with keys of a type.
   *
   * @throws IllegalArgumentException if the type is none of those {@link JdbcLoader} names, or has not as many
   *     components as there are key columns
   * @throws IllegalStateException if query or key is missing
   */
  public <K> JdbcScan<K> as(Class<K> keyType) {
    String checkedQuery = given("query", query, "query(\"select id, name from product\")");
    List<String> checkedKey = given("key", key, "key(\"id\")");
    Database database = new Database(jdbi, dialect == null ? null : dialect.dialect());
    return new JdbcScan<>(
        new QueryScan<>(
            database,
            checkedQuery,
            checkedKey,
            requireNonNull(keyType, "keyType"),
            new ScanOptions(fetchSize, timeout, parameters)),
        jdbi);
  }
}
