package io.symphra.cache.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.result.ResultSetException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a result that stays on the server, and the connection and transaction it needs.
 *
 * <p>It closes itself at its last row and at its first failure. Not thread-safe.
 *
 * @param <T> what a row becomes
 */
final class Cursor<T> extends Spliterators.AbstractSpliterator<T> implements AutoCloseable {

  private final Handle handle;
  private final boolean autoCommit;
  private final Dialect.Undo undo;
  private @Nullable ResultIterator<T> rows;
  private boolean closed;

  private Cursor(Handle handle, boolean autoCommit, Dialect.Undo undo) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.handle = handle;
    this.autoCommit = autoCommit;
    this.undo = undo;
  }

  static <T> Cursor<T> begin(Database database) throws SQLException {
    Handle handle = database.open();
    try {
      Connection connection = handle.getConnection();
      boolean autoCommit = connection.getAutoCommit();
      // PostgreSQL keeps a cursor for the length of a transaction only, and without one sends all
      // rows at once.
      connection.setAutoCommit(false);
      Optional<Dialect> dialect = database.find(connection);
      return new Cursor<>(
          handle, autoCommit, dialect.isPresent() ? dialect.get().beginScan(connection) : () -> {});
    } catch (SQLException | RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /** Runs the query and gives its rows; closing the stream closes everything. */
  Stream<T> open(Function<Handle, ResultIterator<T>> query) {
    rows = query.apply(handle);
    return StreamSupport.stream(this, false).onClose(this::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    if (closed || rows == null) {
      return false;
    }
    T row;
    try {
      if (!rows.hasNext()) {
        close();
        return false;
      }
      row = rows.next();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    action.accept(row);
    return true;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Connection connection = handle.getConnection();
    try (handle) {
      handle.clean();
      connection.rollback();
      undo.run();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      throw new ResultSetException("closing a scan failed", e, null);
    }
  }
}
