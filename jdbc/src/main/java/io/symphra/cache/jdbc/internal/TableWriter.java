package io.symphra.cache.jdbc.internal;

import io.symphra.cache.CacheWriteException;
import io.symphra.cache.WriteConflictException;
import io.symphra.cache.WriteResult;
import java.lang.reflect.Type;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Writes values to a table, and deletes them. Thread-safe.
 *
 * @param <K> the key type
 * @param <V> the value type
 */
public final class TableWriter<K, V> {

  private static final int MAX_PARAMETERS = 32_767;

  // Two writers that insert the same new row may meet in a unique index other than the key's.
  // PostgreSQL then refuses one of them, although it would update the row a moment later.
  private static final int MAX_ATTEMPTS = 5;

  private final Database database;
  private final TableMapping mapping;
  private final List<Type> types;
  private final @Nullable ValueMapping<V> stored;
  private final WriteOptions options;
  private final List<String> keyAliases;
  private volatile @Nullable TableStatements statements;

  /**
   * With what the options said.
   *
   * @param stored how stored values are read back, or null if they are not
   */
  public TableWriter(
      Database database,
      Class<V> type,
      TableOptions table,
      @Nullable ValueMapping<V> stored,
      WriteOptions options) {
    this.database = database;
    this.mapping = TableMapping.of(type, table);
    this.types = mapping.written().keySet().stream().map(Property::type).toList();
    this.stored = stored;
    this.options = options;
    this.keyAliases = IntStream.range(0, mapping.keys().size())
        .mapToObj(TableStatements::keyAlias)
        .toList();
  }

  /** Inserts or replaces, all or none. */
  public WriteResult<K, V> write(Map<K, V> entries) throws SQLException {
    KeyShape shape = shape(entries.keySet());
    List<WriteRow<K>> rows = entries.entrySet().stream()
        .map(entry -> WriteRow.of(entry.getKey(), shape, entry.getValue(), mapping))
        .sorted(WriteRow.ORDER)
        .toList();
    Map<K, V> answered = new HashMap<>();
    if (mapping.version() == null) {
      transact(rows, session -> (same, group) -> upsert(same, shape, group, answered));
    } else {
      StoredRows<K, V> reader = stored == null ? null : new StoredRows<>(shape, keyAliases, stored);
      transact(
          rows,
          session -> new VersionedStep<>(statements(session).versioned(), types, reader, answered));
    }
    if (stored != null) {
      return WriteResult.stored(answered);
    }
    return mapping.complete() ? WriteResult.asGiven() : WriteResult.unknown();
  }

  /** Deletes, all or none. */
  public void delete(Set<K> keys) throws SQLException {
    KeyShape shape = shape(keys);
    List<WriteRow<K>> rows = keys.stream()
        .map(key -> WriteRow.ofKey(key, shape))
        .sorted(WriteRow.ORDER)
        .toList();
    transact(rows, session -> this::delete);
  }

  private KeyShape shape(Collection<K> keys) {
    KeyShape shape = KeyShape.of(keys.iterator().next().getClass());
    shape.checkWidth(mapping.keys());
    return shape;
  }

  private void transact(List<WriteRow<K>> rows, Preparation<K> preparation) throws SQLException {
    int columns = mapping.keys().size() + mapping.written().size();
    int most = Math.min(options.batchSize(), MAX_PARAMETERS / columns);
    List<List<WriteRow<K>>> groups = TableStatements.groups(rows, most);
    try (Session session = Session.open(database, options.timeout())) {
      Dialect dialect = statements(session).dialect();
      Transaction.Step<K> step = preparation.on(session);
      for (int attempt = 1; ; attempt++) {
        try {
          Transaction.run(session, groups, step);
          return;
        } catch (SQLException e) {
          checkStatement(e);
          if (e instanceof StaleVersion stale) {
            throw conflict(stale.rows(), e);
          }
          if (!Failures.isAboutRows(e)) {
            throw e;
          }
          Diagnosis<K> diagnosis = Diagnosis.of(session, dialect, rows, step);
          if (!diagnosis.allAccepted() || attempt == MAX_ATTEMPTS) {
            throw refused(diagnosis.failed(), rows.size(), e);
          }
        }
      }
    }
  }

  private void checkStatement(SQLException failure) {
    if (Failures.isWrongStatement(failure)) {
      throw new IllegalArgumentException(
          "table: \"%s\" with key %s and columns %s was refused by the database (SQLSTATE %s); the cause says why"
              .formatted(
                  mapping.table(),
                  mapping.keys(),
                  mapping.written().values(),
                  failure.getSQLState()),
          failure);
    }
  }

  private CacheWriteException refused(
      Map<K, SQLException> failed, int rows, SQLException ofTheBatch) {
    if (!failed.isEmpty() && failed.values().stream().allMatch(StaleVersion.class::isInstance)) {
      return conflict(failed.size(), ofTheBatch);
    }
    String which = failed.isEmpty()
        ? "%d rows of table %s together, and not known which of them"
            .formatted(rows, mapping.table())
        : "%d of %d rows of table %s".formatted(failed.size(), rows, mapping.table());
    return new CacheWriteException(
        "the database refused " + which + "; nothing was changed", failed, ofTheBatch);
  }

  private WriteConflictException conflict(int rows, SQLException cause) {
    return new WriteConflictException(
        "%d rows of table %s do not have the version of the values that were to replace them; nothing was changed"
            .formatted(rows, mapping.table()),
        cause);
  }

  private TableStatements statements(Session session) throws SQLException {
    TableStatements known = statements;
    if (known == null) {
      Dialect dialect = database.dialect(session.connection());
      Quoting quoting = Quoting.of(session.connection(), options.exactCase());
      known = new TableStatements(dialect, quoting, mapping, stored != null);
      statements = known;
    }
    return known;
  }

  private void upsert(Session session, KeyShape shape, List<WriteRow<K>> group, Map<K, V> answered)
      throws SQLException {
    TableStatements known = statements(session);
    String sql = known.upsert(group.size());
    Handle handle = session.handle();
    if (!known.returnsRows()) {
      bound(handle.createUpdate(sql), group)
          .setQueryTimeout(session.secondsLeft())
          .execute();
      return;
    }
    Query query = bound(handle.createQuery(sql), group).setQueryTimeout(session.secondsLeft());
    Set<K> reported = new StoredRows<K, V>(shape, keyAliases, stored).read(query, group, answered);
    if (known.dialect().reportsKeys() && reported.size() < group.size()) {
      throw StoredRows.otherRow();
    }
  }

  private void delete(Session session, List<WriteRow<K>> group) throws SQLException {
    String sql = statements(session).delete(group.size());
    bound(session.handle().createUpdate(sql), group)
        .setQueryTimeout(session.secondsLeft())
        .execute();
  }

  private <S extends SqlStatement<S>> S bound(S statement, List<WriteRow<K>> group) {
    int position = 0;
    for (WriteRow<K> row : group) {
      position = row.bindValues(statement, types, row.bindKey(statement, position));
    }
    return statement;
  }

  /** Makes a step for the database of a connection. */
  @FunctionalInterface
  private interface Preparation<K> {
    Transaction.Step<K> on(Session session) throws SQLException;
  }

  /**
   * How a writer behaves.
   *
   * @param batchSize the most rows in one statement
   * @param timeout for a whole call
   * @param exactCase whether names are written as they are
   */
  public record WriteOptions(int batchSize, Duration timeout, boolean exactCase) {}
}
