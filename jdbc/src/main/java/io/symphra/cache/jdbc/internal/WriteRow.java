package io.symphra.cache.jdbc.internal;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A key, and the parameters that write or delete its row.
 *
 * @param key the key
 * @param canonical its canonical forms, one for each key column
 * @param values the values of the other columns, nulls included; empty for a delete
 * @param version the version of the value; 0 for a value that was never stored, or that has none
 */
record WriteRow<K>(K key, List<Object> canonical, List<@Nullable Object> values, long version) {

  /**
   * The order in which rows are written, the same in every instance: two batches that lock rows in opposite orders
   * would wait for each other for ever.
   */
  static final Comparator<WriteRow<?>> ORDER =
      (one, other) -> compare(one.canonical(), other.canonical());

  /** The row of a value. */
  static <K> WriteRow<K> of(K key, KeyShape shape, Object value, TableMapping mapping) {
    List<Object> canonical = shape.canonical(key);
    for (int i = 0; i < canonical.size(); i++) {
      Property property = mapping.keyProperties().get(i);
      if (property != null) {
        checkSame(canonical.get(i), property, value);
      }
    }
    List<@Nullable Object> values = new ArrayList<>();
    mapping.written().keySet().forEach(property -> values.add(property.read(value)));
    return new WriteRow<>(key, canonical, values, version(value, mapping));
  }

  /** The row of a key that goes. */
  static <K> WriteRow<K> ofKey(K key, KeyShape shape) {
    return new WriteRow<>(key, shape.canonical(key), List.of(), 0);
  }

  /** Binds the key, and returns the position behind it. */
  int bindKey(SqlStatement<?> statement, int from) {
    int position = from;
    for (Object part : canonical) {
      statement.bind(position++, part);
    }
    return position;
  }

  /**
   * Binds the values beside the key, and returns the position behind them.
   *
   * @param types their types
   */
  int bindValues(SqlStatement<?> statement, List<Type> types, int from) {
    int position = from;
    for (int i = 0; i < values.size(); i++) {
      statement.bindByType(position++, values.get(i), types.get(i));
    }
    return position;
  }

  private static long version(Object value, TableMapping mapping) {
    Property property = mapping.version();
    return property != null && property.read(value) instanceof Number version
        ? version.longValue()
        : 0;
  }

  private static void checkSame(Object key, Property property, Object value) {
    Object inValue = property.read(value);
    // Compared as text: a value may hold as an integer or a string what the key holds as a long or
    // a UUID. The canonical form of an enum is its name.
    String text = inValue instanceof Enum<?> constant ? constant.name() : Objects.toString(inValue);
    if (!text.equals(key.toString())) {
      throw new IllegalArgumentException(
          "key: property \"%s\" of a value is not the key it was put under; nothing was written"
              .formatted(property.name()));
    }
  }

  @SuppressWarnings(
      "unchecked") // canonical forms are comparable, and those of one column have one type
  private static int compare(List<Object> one, List<Object> other) {
    for (int i = 0; i < one.size(); i++) {
      int order = ((Comparable<Object>) one.get(i)).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
