package io.symphra.cache.jdbc;

import io.symphra.cache.jdbc.internal.Dialect;
import io.symphra.cache.jdbc.internal.H2;
import io.symphra.cache.jdbc.internal.MariaDb;
import io.symphra.cache.jdbc.internal.Postgres;

/**
 * The databases whose upserts, arrays and cursors this library knows.
 *
 * <p>The dialect is taken from the name the database gives itself; name one for a database that behaves like one of
 * these under another name.
 */
public enum SqlDialect {

  /** PostgreSQL. */
  POSTGRESQL(new Postgres()),

  /** H2, 2.0 and later. */
  H2(new H2()),

  /** MariaDB, 10.5 and later. */
  MARIADB(new MariaDb());

  @SuppressWarnings("ImmutableEnumChecker") // dialects have no state
  private final Dialect dialect;

  SqlDialect(Dialect dialect) {
    this.dialect = dialect;
  }

  Dialect dialect() {
    return dialect;
  }
}
