package io.symphra.cache.jdbc.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How keys of one class are laid out over key columns: a scalar over one, a record over one for each component.
 *
 * <p>Immutable.
 */
public sealed interface KeyShape {

  /** How many key columns there are. */
  int width();

  /** The canonical forms of a key, one for each column; equal for equal keys, and comparable. */
  List<Object> canonical(Object key);

  /** The canonical forms that a row holds in the key columns. */
  List<Object> read(ResultSet row, KeyColumns columns) throws SQLException;

  /** The key of which these are the canonical forms. */
  Object key(List<Object> canonical);

  /** What a column of an array of the keys is called in PostgreSQL. */
  String postgresType(int column);

  /**
   * Checks that there is a column for each part of a key.
   *
   * @throws IllegalArgumentException if there is not
   */
  default void checkWidth(List<String> columns) {
    if (columns.size() != width()) {
      throw new IllegalArgumentException("key: %s; allowed for keys of type %s: %d column%s"
          .formatted(
              String.join(", ", columns), keyClass().getName(), width(), width() == 1 ? "" : "s"));
    }
  }

  /** The class of the keys. */
  Class<?> keyClass();

  /**
   * The shape of the keys of a class.
   *
   * @throws IllegalArgumentException if keys of this class cannot be bound
   */
  static KeyShape of(Class<?> type) {
    return Shapes.OF.get(type);
  }

  /** The shapes that were asked for, which live as long as their classes. */
  final class Shapes {
    private static final ClassValue<KeyShape> OF = new ClassValue<>() {
      @Override
      protected KeyShape computeValue(Class<?> type) {
        return type.isRecord() ? Composite.of(type) : new Scalar(type, keyType(type, type));
      }
    };

    private Shapes() {}

    static KeyType keyType(Class<?> part, Class<?> key) {
      KeyType type = KeyType.of(part);
      if (type == null) {
        throw new IllegalArgumentException("key type %s: %s cannot be a key column; allowed: %s"
            .formatted(key.getName(), part.getName(), KeyType.allowed()));
      }
      return type;
    }
  }

  /** A key in one column. */
  record Scalar(Class<?> keyClass, KeyType type) implements KeyShape {

    @Override
    public int width() {
      return 1;
    }

    @Override
    public List<Object> canonical(Object key) {
      return List.of(type.canonical(key));
    }

    @Override
    public List<Object> read(ResultSet row, KeyColumns columns) throws SQLException {
      return List.of(notNull(type.read(row, columns.position(0)), row, columns.position(0)));
    }

    @Override
    public Object key(List<Object> canonical) {
      return type.key(canonical.get(0), keyClass);
    }

    @Override
    public String postgresType(int column) {
      return type.postgresType();
    }
  }

  /** A key in several columns, in the order of the components of its record. */
  record Composite(
      Class<?> keyClass,
      List<KeyType> types,
      List<Class<?>> classes,
      List<Method> accessors,
      Constructor<?> constructor)
      implements KeyShape {

    static Composite of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      if (components.length == 0) {
        throw new IllegalArgumentException(
            "key type %s: a record without components has no key columns"
                .formatted(type.getName()));
      }
      List<KeyType> types = new ArrayList<>();
      List<Class<?>> classes = new ArrayList<>();
      List<Method> accessors = new ArrayList<>();
      for (RecordComponent component : components) {
        types.add(Shapes.keyType(component.getType(), type));
        classes.add(component.getType());
        component.getAccessor().setAccessible(true);
        accessors.add(component.getAccessor());
      }
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return new Composite(type, types, classes, accessors, constructor);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("a record has its canonical constructor", e);
      }
    }

    @Override
    public int width() {
      return types.size();
    }

    @Override
    public List<Object> canonical(Object key) {
      Object[] parts = new Object[types.size()];
      for (int i = 0; i < parts.length; i++) {
        Object part = Reflection.call(accessors.get(i), key);
        if (part == null) {
          throw new IllegalArgumentException("key type %s: component %s of a key is null"
              .formatted(keyClass.getName(), accessors.get(i).getName()));
        }
        parts[i] = types.get(i).canonical(part);
      }
      return List.of(parts);
    }

    @Override
    public List<Object> read(ResultSet row, KeyColumns columns) throws SQLException {
      Object[] parts = new Object[types.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = notNull(types.get(i).read(row, columns.position(i)), row, columns.position(i));
      }
      return List.of(parts);
    }

    @Override
    public Object key(List<Object> canonical) {
      Object[] parts = new Object[types.size()];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = types.get(i).key(canonical.get(i), classes.get(i));
      }
      try {
        return constructor.newInstance(parts);
      } catch (InvocationTargetException e) {
        throw new IllegalArgumentException(
            "key type %s refused a row".formatted(keyClass.getName()), e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a constructor that was made accessible is not", e);
      }
    }

    @Override
    public String postgresType(int column) {
      return types.get(column).postgresType();
    }
  }

  private static Object notNull(@Nullable Object value, ResultSet row, int column)
      throws SQLException {
    if (value == null) {
      throw new IllegalArgumentException(
          "key column \"%s\" is null in a row of the query; a key is never null"
              .formatted(row.getMetaData().getColumnLabel(column)));
    }
    return value;
  }
}
