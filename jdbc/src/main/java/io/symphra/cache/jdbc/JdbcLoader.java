package io.symphra.cache.jdbc;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheLoader;
import io.symphra.cache.jdbc.internal.QueryLoader;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * A loader that reads from a SQL database.
 *
 * <pre>{@code
 * JdbcLoader.from(dataSource)
 *     .query("select id, name, price from product where id in (<keys>)")
 *     .key("id")
 *     .mapTo(Product.class)
 * }</pre>
 *
 * <p>The key type is that of the cache. Keys are byte, short, int, long, BigInteger, String, UUID, LocalDate, an enum
 * (by name), or a record of these whose components stand for the key columns in their order. A key without a row, and
 * a key whose row maps to null, is a missing key.
 *
 * <p>Thread-safe.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class JdbcLoader<K, V> implements CacheLoader<K, V> {

  private final QueryLoader<K, V> loader;

  JdbcLoader(QueryLoader<K, V> loader) {
    this.loader = loader;
  }

  /**
   * Begins a loader that takes a connection from {@code dataSource} for each call.
   *
   * @param dataSource plain, or pooled; the loader never closes it
   */
  public static JdbcLoaderBuilder from(DataSource dataSource) {
    return from(Jdbi.create(requireNonNull(dataSource, "dataSource")));
  }

  /** Begins a loader that uses the mappers and plugins of {@code jdbi}. */
  public static JdbcLoaderBuilder from(Jdbi jdbi) {
    return new JdbcLoaderBuilder(requireNonNull(jdbi, "jdbi"));
  }

  /**
   * Loads the rows of the keys, by as many statements as the batch size demands, on one connection.
   *
   * @throws IllegalArgumentException if the database shows that an option is wrong; the message names the option, its
   *     value and what is allowed
   * @throws SQLException if the database failed, or the timeout passed
   */
  @Override
  public Map<K, V> loadAll(Set<K> keys) throws SQLException {
    return loader.load(keys);
  }
}
