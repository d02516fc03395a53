package io.symphra.cache.jdbc;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.TypeRef;
import io.symphra.cache.jdbc.internal.QueryScan;
import io.symphra.cache.jdbc.internal.ValueMapping;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * A query whose rows are read one after the other, in constant memory, however many they are.
 *
 * <pre>{@code
 * JdbcScan<Long> scan = JdbcScan.from(dataSource)
 *     .query("select id, name, price from product order by sold desc")
 *     .key("id")
 *     .as(Long.class);
 * try (Stream<Map.Entry<Long, Product>> rows = scan.rows(Product.class)) {
 *   rows.forEach(row -> ...);
 * }
 * }</pre>
 *
 * <p>The rows stay on the server and come in portions of the fetch size. A stream holds a connection and a transaction
 * of its own. It gives both back when it is closed, after its last row, and when a row cannot be read; close it when
 * you may stop before that. What a stream throws while it is read is unchecked, with the database's failure as cause.
 *
 * <p>Thread-safe; its streams are not.
 *
 * @param <K> the key type
 */
public final class JdbcScan<K> {

  private final QueryScan<K> scan;
  private final Jdbi jdbi;

  JdbcScan(QueryScan<K> scan, Jdbi jdbi) {
    this.scan = scan;
    this.jdbi = jdbi;
  }

  /** Begins a scan that takes a connection from {@code dataSource} for each stream. */
  public static JdbcScanBuilder from(DataSource dataSource) {
    return from(Jdbi.create(requireNonNull(dataSource, "dataSource")));
  }

  /** Begins a scan that uses the mappers and plugins of {@code jdbi}. */
  public static JdbcScanBuilder from(Jdbi jdbi) {
    return new JdbcScanBuilder(requireNonNull(jdbi, "jdbi"));
  }

  /**
   * Runs the query and streams the keys.
   *
   * @throws IllegalArgumentException if the database refuses the query
   * @throws SQLException if the database failed
   */
  public Stream<K> keys() throws SQLException {
    return scan.keys();
  }

  /**
   * Runs the query and streams keys with values, mapped as {@link JdbcLoaderBuilder#mapTo(Class)} says. Rows that map
   * to null are left out.
   *
   * @throws IllegalArgumentException if the type cannot be mapped, or the database refuses the query
   * @throws SQLException if the database failed
   */
  public <V> Stream<Map.Entry<K, V>> rows(Class<V> type) throws SQLException {
    return rows(TypeRef.of(requireNonNull(type, "type")));
  }

  /** The same for a type with type arguments for which the Jdbi that was given has a mapper. */
  public <V> Stream<Map.Entry<K, V>> rows(TypeRef<V> type) throws SQLException {
    return scan.rows(ValueMapping.to(requireNonNull(type, "type"), jdbi));
  }

  /** The same with a mapper of the caller's. */
  public <V> Stream<Map.Entry<K, V>> rows(RowMapper<V> mapper) throws SQLException {
    return scan.rows(ValueMapping.by(mapper));
  }

  /**
   * Counts the rows of the query, by a query of its own.
   *
   * @return the exact number at this moment; a later stream may have more or fewer
   * @throws IllegalArgumentException if the database refuses the query
   * @throws SQLException if the database failed
   */
  public long expected() throws SQLException {
    return scan.count();
  }
}
