package io.symphra.cache.jdbc.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types a key, or a component of a composite key, can have.
 *
 * <p>A database may answer with another type than it was asked with (an integer for a long, a string for a UUID). So
 * both sides are brought to one canonical form, by the type of the requested key; only that is compared. Canonical
 * forms are comparable.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum KeyType {
  BYTE(Byte.class, "int2", KeyType::readLong, KeyType::toLong, (l, t) ->
      (byte) narrow(l, Byte.MIN_VALUE, Byte.MAX_VALUE)),
  SHORT(Short.class, "int2", KeyType::readLong, KeyType::toLong, (l, t) ->
      (short) narrow(l, Short.MIN_VALUE, Short.MAX_VALUE)),
  INT(Integer.class, "int4", KeyType::readLong, KeyType::toLong, (l, t) ->
      (int) narrow(l, Integer.MIN_VALUE, Integer.MAX_VALUE)),
  LONG(Long.class, "int8", KeyType::readLong, KeyType::toLong, (l, t) -> l),
  BIG_INTEGER(
      BigInteger.class,
      "numeric",
      KeyType::readWhole,
      key -> new BigDecimal((BigInteger) key),
      (whole, t) -> ((BigDecimal) whole).toBigIntegerExact()),
  STRING(String.class, "text", ResultSet::getString, KeyType::same, (s, t) -> s),
  UNIQUE_ID(UUID.class, "uuid", KeyType::readUuid, KeyType::same, (u, t) -> u),
  DATE(
      LocalDate.class,
      "date",
      (rs, column) -> rs.getObject(column, LocalDate.class),
      KeyType::same,
      (d, t) -> d),
  ENUM(Enum.class, "text", ResultSet::getString, KeyType::name, KeyType::constant);

  private final Class<?> type;
  private final String postgresType;
  private final Reader reader;
  private final Function<Object, Object> canonical;
  private final BiFunction<Object, Class<?>, Object> part;

  KeyType(
      Class<?> type,
      String postgresType,
      Reader reader,
      Function<Object, Object> canonical,
      BiFunction<Object, Class<?>, Object> part) {
    this.type = type;
    this.postgresType = postgresType;
    this.reader = reader;
    this.canonical = canonical;
    this.part = part;
  }

  /** The type of a key of this class, or null if there is none. */
  static @Nullable KeyType of(Class<?> type) {
    Class<?> boxed = java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    return Arrays.stream(values())
        .filter(candidate -> candidate.type.isAssignableFrom(boxed))
        .findFirst()
        .orElse(null);
  }

  static String allowed() {
    return "byte, short, int, long, BigInteger, String, UUID, LocalDate, an enum, or a record of these";
  }

  /** The name of this type in PostgreSQL, for arrays. */
  String postgresType() {
    return postgresType;
  }

  /** The canonical form of a column, or null if the column is null. */
  @Nullable
  Object read(ResultSet row, int column) throws SQLException {
    return reader.read(row, column);
  }

  /** The canonical form of a key of this type. */
  Object canonical(Object key) {
    return canonical.apply(key);
  }

  /** The key of a class for a canonical form. */
  Object key(Object canonicalForm, Class<?> keyClass) {
    return part.apply(canonicalForm, keyClass);
  }

  private static Object same(Object key) {
    return key;
  }

  private static Object toLong(Object key) {
    return ((Number) key).longValue();
  }

  private static Object name(Object key) {
    return ((Enum<?>) key).name();
  }

  private static Object constant(Object name, Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "a key column holds a value that is no constant of " + type.getName()));
  }

  private static long narrow(Object canonicalForm, long min, long max) {
    long value = (Long) canonicalForm;
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "a key column holds a number outside of %d to %d, the range of the key type"
              .formatted(min, max));
    }
    return value;
  }

  private static @Nullable Object readLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Object readWhole(ResultSet row, int column) throws SQLException {
    BigDecimal value = row.getBigDecimal(column);
    return value == null ? null : new BigDecimal(value.toBigIntegerExact());
  }

  private static @Nullable Object readUuid(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    return value == null || value instanceof UUID ? value : UUID.fromString(value.toString());
  }

  @FunctionalInterface
  private interface Reader {
    @Nullable
    Object read(ResultSet row, int column) throws SQLException;
  }
}
