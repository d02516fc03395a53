package io.symphra.cache.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A connection for the length of one call, and the time the call has.
 *
 * <p>The connection fails if it hears nothing for longer than a statement may take: when the server, or the way to it,
 * is gone, no statement timeout can be sent. Not thread-safe.
 */
final class Session implements AutoCloseable {

  private static final int GRACE_MILLIS = 1_000;

  private final Handle handle;
  private final Deadline deadline;
  private final @Nullable Integer networkTimeout;

  private Session(Handle handle, Deadline deadline, @Nullable Integer networkTimeout) {
    this.handle = handle;
    this.deadline = deadline;
    this.networkTimeout = networkTimeout;
  }

  static Session open(Database database, Duration timeout) throws SQLException {
    Deadline deadline = Deadline.in(timeout);
    Handle handle = database.open();
    try {
      return new Session(handle, deadline, guard(handle.getConnection(), timeout));
    } catch (SQLException | RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  Handle handle() {
    return handle;
  }

  Connection connection() {
    return handle.getConnection();
  }

  /** What is left for the next statement, in seconds. */
  int secondsLeft() throws SQLException {
    return deadline.secondsLeft();
  }

  /** Gives the connection back as it was. */
  @Override
  public void close() throws SQLException {
    try (handle) {
      if (networkTimeout != null && !connection().isClosed()) {
        connection().setNetworkTimeout(Runnable::run, networkTimeout);
      }
    }
  }

  /** Sets the network timeout; gives the one before, or null if the driver has none. */
  private static @Nullable Integer guard(Connection connection, Duration timeout)
      throws SQLException {
    try {
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(
          Runnable::run, Math.toIntExact(timeout.toMillis() + GRACE_MILLIS));
      return before;
    } catch (SQLFeatureNotSupportedException e) {
      return null;
    }
  }
}
