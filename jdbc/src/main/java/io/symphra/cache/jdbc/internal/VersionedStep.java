package io.symphra.cache.jdbc.internal;

import java.lang.reflect.Type;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows whose versions are checked: a value with a version replaces the row that has it, one without is a new row.
 *
 * @param statements the statements
 * @param types the types of the values beside the key
 * @param stored reads back what was stored; null if that is not wanted
 * @param values where the stored values are put
 */
record VersionedStep<K, V>(
    VersionedStatements statements,
    List<Type> types,
    @Nullable StoredRows<K, V> stored,
    Map<K, V> values)
    implements Transaction.Step<K> {

  @Override
  public void run(Session session, List<WriteRow<K>> group) throws SQLException {
    replace(session, group.stream().filter(row -> row.version() != 0).toList());
    insert(session, group.stream().filter(row -> row.version() == 0).toList());
    if (stored != null) {
      readBack(session, stored, group);
    }
  }

  /** A row that was to be new, and could not be inserted, is there already: that is for the caller to look at again. */
  @Override
  public SQLException reason(Session session, WriteRow<K> row, SQLException refusal)
      throws SQLException {
    if (row.version() != 0 || refusal instanceof StaleVersion) {
      return refusal;
    }
    Query query =
        session.handle().createQuery(statements.exists()).setQueryTimeout(session.secondsLeft());
    int unused = row.bindKey(query, 0);
    return query.mapTo(Integer.class).findFirst().isPresent() ? new StaleVersion(1) : refusal;
  }

  private void replace(Session session, List<WriteRow<K>> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    PreparedBatch batch = session.handle().prepareBatch(statements.update());
    for (WriteRow<K> row : rows) {
      int position = row.bindKey(batch, row.bindValues(batch, types, 0));
      batch.bind(position, row.version()).add();
    }
    int stale = 0;
    for (int replaced : batch.setQueryTimeout(session.secondsLeft()).execute()) {
      if (replaced == Statement.SUCCESS_NO_INFO) {
        throw new IllegalArgumentException(
            "version: the driver does not say how many rows a batch changed; allowed: a driver that does, or one told to");
      }
      stale += replaced == 0 ? 1 : 0;
    }
    if (stale > 0) {
      throw new StaleVersion(stale);
    }
  }

  private void insert(Session session, List<WriteRow<K>> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    PreparedBatch batch = session.handle().prepareBatch(statements.insert());
    for (WriteRow<K> row : rows) {
      int unused = row.bindValues(batch, types, row.bindKey(batch, 0));
      batch.add();
    }
    int[] unused = batch.setQueryTimeout(session.secondsLeft()).execute();
  }

  private void readBack(Session session, StoredRows<K, V> reader, List<WriteRow<K>> group)
      throws SQLException {
    Handle handle = session.handle();
    Query query = handle.createQuery(statements.select(group.size()));
    int position = 0;
    for (WriteRow<K> row : group) {
      position = row.bindKey(query, position);
    }
    reader.read(query.setQueryTimeout(session.secondsLeft()), group, values);
  }
}
