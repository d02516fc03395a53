package io.symphra.cache.jdbc;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.CacheWriteException;
import io.symphra.cache.CacheWriter;
import io.symphra.cache.WriteConflictException;
import io.symphra.cache.WriteResult;
import io.symphra.cache.jdbc.internal.TableWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * A writer that writes to a table of a SQL database.
 *
 * <pre>{@code
 * JdbcWriter.into(dataSource).table("product").key("id").of(Product.class)
 * }</pre>
 *
 * <p>Values are inserted, or replace the row of their key. Each call is one transaction of its own, so that all of its
 * rows are written or none. Do not give it a data source that hands out the connection of a transaction of the caller's:
 * it would be committed. The key columns need a primary key or a unique index. With {@link JdbcWriterBuilder#version} a value
 * replaces only the row it was read from.
 *
 * <p>Rows are written in the order of their keys, which keeps batches from waiting for each other in a circle.
 *
 * <p>Thread-safe.
 *
 * @param <K> the key type, as {@link JdbcLoader} says
 * @param <V> the value type, a record or a bean
 */
public final class JdbcWriter<K, V> implements CacheWriter<K, V> {

  private final TableWriter<K, V> writer;
  private final Duration timeout;

  JdbcWriter(TableWriter<K, V> writer, Duration timeout) {
    this.writer = writer;
    this.timeout = timeout;
  }

  /**
   * Begins a writer that takes a connection from {@code dataSource} for each call.
   *
   * @param dataSource plain, or pooled; the writer never closes it
   */
  public static JdbcWriterBuilder into(DataSource dataSource) {
    return into(Jdbi.create(requireNonNull(dataSource, "dataSource")));
  }

  /** Begins a writer that uses the arguments, mappers and plugins of {@code jdbi}. */
  public static JdbcWriterBuilder into(Jdbi jdbi) {
    return new JdbcWriterBuilder(requireNonNull(jdbi, "jdbi"));
  }

  /**
   * Inserts or replaces rows.
   *
   * @return the stored values with {@code returningStored()}; else as given, or unknown if properties are generated or
   *     excluded, or there is a version
   * @throws WriteConflictException if rows do not have the versions of the values; the message says how many, of the
   *     statement that found it
   * @throws CacheWriteException if the database refused rows; {@code failures()} says which and why, as far as it could
   *     be found out in what was left of the timeout
   * @throws IllegalArgumentException if a value holds another key than the one it is put under, or the database shows
   *     that an option is wrong
   * @throws SQLException if the database failed, or the timeout passed; if the commit failed its outcome is unknown
   */
  @Override
  public WriteResult<K, V> writeAll(Map<K, V> entries) throws SQLException {
    return writer.write(entries);
  }

  /**
   * Deletes the rows of the keys.
   *
   * @throws CacheWriteException if the database refused it for some keys
   * @throws SQLException if the database failed, or the timeout passed; if the commit failed its outcome is unknown
   */
  @Override
  public void deleteAll(Set<K> keys) throws SQLException {
    writer.delete(keys);
  }

  /** The timeout of a call, which holds for all of its statements together. */
  @Override
  public Optional<Duration> timeout() {
    return Optional.of(timeout);
  }
}
