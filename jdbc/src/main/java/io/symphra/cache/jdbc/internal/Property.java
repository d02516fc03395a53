package io.symphra.cache.jdbc.internal;

import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ColumnName;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record, or a readable property of a bean.
 *
 * @param name its name
 * @param label the column name under which Jdbi looks for it
 * @param type its type
 * @param getter reads it
 */
record Property(String name, String label, Type type, Method getter) {

  /**
   * The properties of a value type, in a stable order.
   *
   * @throws IllegalArgumentException if it has none
   */
  static List<Property> of(Class<?> type) {
    List<Property> properties = type.isRecord()
        ? Arrays.stream(type.getRecordComponents()).map(Property::of).toList()
        : ofBean(type);
    if (properties.isEmpty()) {
      throw new IllegalArgumentException(
          "of: %s has no columns; allowed: a record, or a bean with getters"
              .formatted(type.getName()));
    }
    return properties;
  }

  private static Property of(RecordComponent component) {
    return of(component.getName(), component.getAccessor());
  }

  private static List<Property> ofBean(Class<?> type) {
    if (type.isPrimitive() || type.getName().startsWith("java.")) {
      return List.of();
    }
    try {
      return Arrays.stream(Introspector.getBeanInfo(type).getPropertyDescriptors())
          .filter(property ->
              property.getReadMethod() != null && !property.getName().equals("class"))
          .map(property -> of(property.getName(), property.getReadMethod()))
          .toList();
    } catch (IntrospectionException e) {
      throw new IllegalArgumentException("of: %s is no bean".formatted(type.getName()), e);
    }
  }

  private static Property of(String name, Method getter) {
    getter.setAccessible(true);
    String label = Optional.ofNullable(getter.getAnnotation(ColumnName.class))
        .map(ColumnName::value)
        .orElse(name);
    return new Property(name, label, getter.getGenericReturnType(), getter);
  }

  @Nullable
  Object read(Object value) {
    return Reflection.call(getter, value);
  }

  /** The column it has unless it was given another: {@code madeOn} is {@code made_on}, {@code baseURL} base_url. */
  String defaultColumn() {
    return label
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
