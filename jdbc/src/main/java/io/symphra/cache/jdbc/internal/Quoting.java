package io.symphra.cache.jdbc.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * How names are written in statements: quoted always, so that reserved words are names too, and folded before that as
 * the database folds names that are not quoted.
 */
final class Quoting {

  private final String quote;
  private final UnaryOperator<String> fold;

  private Quoting(String quote, UnaryOperator<String> fold) {
    this.quote = quote;
    this.fold = fold;
  }

  /**
   * As a database does it.
   *
   * @param exactCase leaves names as they are
   */
  static Quoting of(Connection connection, boolean exactCase) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    return new Quoting(
        meta.getIdentifierQuoteString(), exactCase ? UnaryOperator.identity() : folding(meta));
  }

  private static UnaryOperator<String> folding(DatabaseMetaData meta) throws SQLException {
    if (meta.storesUpperCaseIdentifiers()) {
      return name -> name.toUpperCase(Locale.ROOT);
    }
    if (meta.storesLowerCaseIdentifiers()) {
      return name -> name.toLowerCase(Locale.ROOT);
    }
    return UnaryOperator.identity();
  }

  /** A column. */
  String column(String name) {
    return exact(fold.apply(name));
  }

  /** A table, with its schema if it was given. */
  String table(String name) {
    return Arrays.stream(name.split("\\.")).map(this::column).collect(Collectors.joining("."));
  }

  /** A name as it is. */
  String exact(String name) {
    return quote + name + quote;
  }
}
