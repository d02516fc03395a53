package io.symphra.cache.jdbc;

import static io.symphra.cache.jdbc.internal.Checks.given;
import static java.util.Objects.requireNonNull;

import io.symphra.cache.TypeRef;
import io.symphra.cache.jdbc.internal.Checks;
import io.symphra.cache.jdbc.internal.Database;
import io.symphra.cache.jdbc.internal.TableOptions;
import io.symphra.cache.jdbc.internal.TableWriter;
import io.symphra.cache.jdbc.internal.TableWriter.WriteOptions;
import io.symphra.cache.jdbc.internal.ValueMapping;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link JdbcWriter}.
 *
 * <p>Table and key are required. Names of tables and columns are letters, digits, {@code _} and {@code $}, and do not
 * begin with a digit. They are quoted, so that reserved words are allowed, and have the case that the database gives
 * to names without quotes: {@code Product} is {@code product} on PostgreSQL and {@code PRODUCT} on H2. Not thread-safe.
 */
public final class JdbcWriterBuilder {

  private final Jdbi jdbi;
  private @Nullable String table;
  private @Nullable List<String> key;
  private @Nullable SqlDialect dialect;
  private final Map<String, String> columns = new LinkedHashMap<>();
  private final Set<String> excluded = new LinkedHashSet<>();
  private final Set<String> generated = new LinkedHashSet<>();
  private @Nullable String version;
  private boolean returningStored;
  private boolean exactCase;
  private int batchSize = 256;
  private Duration timeout = Duration.ofSeconds(10);

  JdbcWriterBuilder(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The table, or {@code schema.table}. */
  public JdbcWriterBuilder table(String table) {
    List<String> parts = Arrays.asList(requireNonNull(table, "table").split("\\.", -1));
    if (parts.size() > 2) {
      throw new IllegalArgumentException(
          "table: \"%s\"; allowed: table, or schema.table".formatted(table));
    }
    parts.forEach(part -> Checks.identifier("table", part));
    this.table = table;
    return this;
  }

  /**
   * The key columns: one, or one for each component of a composite key, in the order of the components. They need a
   * primary key or a unique index.
   */
  public JdbcWriterBuilder key(String... columns) {
    this.key = Checks.identifiers("key", columns);
    return this;
  }

  /** The column of a property; default is its name in snake case, {@code madeOn} being {@code made_on}. */
  public JdbcWriterBuilder column(String property, String column) {
    columns.put(requireNonNull(property, "property"), Checks.identifier("column", column));
    return this;
  }

  /**
   * Properties that have no column. A cache then does not keep the value it wrote, but loads it when it is next read.
   */
  public JdbcWriterBuilder exclude(String... properties) {
    excluded.addAll(List.of(properties));
    return this;
  }

  /**
   * Properties whose column the database fills: they are not written, and read back with {@link #returningStored()}.
   * Without that a cache does not keep the value it wrote, but loads it when it is next read.
   */
  public JdbcWriterBuilder generated(String... properties) {
    generated.addAll(List.of(properties));
    return this;
  }

  /**
   * Reads back what the database stored, in the same statement, so that the cache holds what defaults, triggers and
   * column types made of a value. Default: the value counts as stored as it was given.
   */
  public JdbcWriterBuilder returningStored() {
    this.returningStored = true;
    return this;
  }

  /**
   * The column that counts the writes of a row, so that nobody overwrites what he has not seen. Default none.
   *
   * <p>A property of the value holds it: {@code long}, {@code int} or {@code short}, or a wrapper of these. A value with a version replaces
   * its row if the row has the same version, and the row gets the next one. A value with version 0, or null, is inserted,
   * and its row gets version 1. Where the row has another version, is gone, or is there already, nothing of the call is written
   * and it fails with a {@link io.symphra.cache.WriteConflictException}; a cache's {@code update} with a function then loads
   * the row and tries again. Deletions check no version, because a cache deletes by key.
   *
   * <p>The value as it was given has the old version. So a cache does not keep what it wrote, unless {@link
   * #returningStored()} reads it back.
   */
  public JdbcWriterBuilder version(String column) {
    this.version = Checks.identifier("version", column);
    return this;
  }

  /** Takes names of tables and columns in exactly the case they are given in. */
  public JdbcWriterBuilder exactCase() {
    this.exactCase = true;
    return this;
  }

  /**
   * The most rows in one statement. Default 256. Statements have powers of two of rows, and at most 32,767 parameters.
   *
   * @param rows 1 to 32,767
   */
  public JdbcWriterBuilder batchSize(int rows) {
    this.batchSize = Checks.between("batchSize", rows, 1, 32_767);
    return this;
  }

  /**
   * How long one call may take, until it begins to commit. Default 10 seconds. Each statement gets what is left
   * of it, in whole seconds, rounded down. A
   * cache refuses a writer whose timeout is not below its fence timeout.
   *
   * @param timeout 2 s to 1 day
   */
  public JdbcWriterBuilder timeout(Duration timeout) {
    this.timeout = Checks.timeout("timeout", timeout);
    return this;
  }

  /** The dialect. Default: by the name the database gives itself. */
  public JdbcWriterBuilder dialect(SqlDialect dialect) {
    this.dialect = requireNonNull(dialect, "dialect");
    return this;
  }

  /**
   * Builds a writer for values of a type. If a property has the column of a key, it must hold the key it is put under.
   *
   * @throws IllegalArgumentException if the type has no properties, options name properties or columns it does not have, or a
   *     record could not be read back without an excluded component
   * @throws IllegalStateException if table or key is missing
   */
  public <K, V> JdbcWriter<K, V> of(Class<V> type) {
    requireNonNull(type, "type");
    TableOptions options = new TableOptions(
        given("table", table, "table(\"product\")"),
        given("key", key, "key(\"id\")"),
        columns,
        excluded,
        generated,
        version);
    if (returningStored && type.isRecord() && !excluded.isEmpty()) {
      throw new IllegalArgumentException(
          "exclude: %s cannot be read back for returningStored, because a record needs all of its components; allowed:"
                  .formatted(excluded)
              + " a bean, or generated columns");
    }
    Database database = new Database(jdbi, dialect == null ? null : dialect.dialect());
    ValueMapping<V> stored = returningStored ? ValueMapping.to(TypeRef.of(type), jdbi) : null;
    return new JdbcWriter<>(
        new TableWriter<>(
            database, type, options, stored, new WriteOptions(batchSize, timeout, exactCase)),
        timeout);
  }
}
