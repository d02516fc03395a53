package io.symphra.cache.jdbc.internal;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.TypeRef;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMappers;
import org.jdbi.v3.core.mapper.SingleColumnMapper;
import org.jdbi.v3.core.mapper.reflect.BeanMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * How rows become values of one type.
 *
 * @param <V> the value type
 */
public sealed interface ValueMapping<V> {

  /**
   * The mapper for the rows of one result.
   *
   * @throws IllegalArgumentException if the columns do not fit the type
   */
  RowMapper<V> bind(ResultSet rows, KeyColumns key, StatementContext context) throws SQLException;

  /** Rows as a mapper of the user's reads them. */
  static <V> ValueMapping<V> by(RowMapper<V> mapper) {
    return new Rows<>("map", "a custom mapper", requireNonNull(mapper, "mapper"));
  }

  /**
   * Rows as records, beans, or single columns.
   *
   * @throws IllegalArgumentException if the type is none of these
   */
  @SuppressWarnings("unchecked") // what Jdbi finds for a type makes values of that type
  static <V> ValueMapping<V> to(TypeRef<V> ref, Jdbi jdbi) {
    Type type = ref.type();
    Class<V> raw = (Class<V>) GenericTypes.getErasedType(type);
    String name = type.getTypeName();
    Optional<RowMapper<?>> registered = jdbi.getConfig(RowMappers.class).findFor(type);
    if (registered.isPresent()) {
      return new Rows<>("mapTo", name, (RowMapper<V>) registered.get());
    }
    if (raw.isRecord()) {
      return new Rows<>("mapTo", name, ConstructorMapper.of(raw));
    }
    Optional<ColumnMapper<?>> column = jdbi.getConfig(ColumnMappers.class).findFor(type);
    if (column.isPresent()) {
      return new Column<>(name, (ColumnMapper<V>) column.get());
    }
    if (!isBean(raw)) {
      throw new IllegalArgumentException(
          "mapTo: " + name + "; allowed: a record, a bean with a constructor without"
              + " parameters, a type that Jdbi reads from one column, or map(...) with a mapper");
    }
    return new Rows<>("mapTo", name, BeanMapper.of(raw));
  }

  private static boolean isBean(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers())
        && Arrays.stream(type.getDeclaredConstructors())
            .anyMatch(constructor -> constructor.getParameterCount() == 0);
  }

  /** Values made of whole rows. */
  record Rows<V>(String option, String type, RowMapper<V> mapper) implements ValueMapping<V> {

    @Override
    public RowMapper<V> bind(ResultSet rows, KeyColumns key, StatementContext context)
        throws SQLException {
      try {
        return mapper.specialize(rows, context);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s: %s cannot be made of the columns %s of the query: %s"
                .formatted(option, type, String.join(", ", key.labels()), e.getMessage()),
            e);
      }
    }
  }

  /** Values that are single columns. */
  record Column<V>(String type, ColumnMapper<V> mapper) implements ValueMapping<V> {

    @Override
    public RowMapper<V> bind(ResultSet rows, KeyColumns key, StatementContext context) {
      int[] others = key.others();
      if (others.length > 1 || (others.length == 0 && key.width() > 1)) {
        throw new IllegalArgumentException(
            "mapTo: %s is read from one column, but the query has the columns %s; allowed: the key and one more"
                .formatted(type, String.join(", ", key.labels())));
      }
      return new SingleColumnMapper<>(mapper, others.length == 1 ? others[0] : key.position(0));
    }
  }
}
