package io.symphra.cache.internal;

import io.symphra.cache.spi.KeyCodec;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders a record as its components with {@code :} between them; a {@code :} or backslash inside one is escaped by a
 * backslash, and a missing component is {@code \\0}. So a prefix up to a colon is a group: {@code user:42:} for {@code record Key(String kind, long id, ...)}.
 */
final class RecordKeyCodec implements KeyCodec<Object> {

  private static final String MISSING = "\\0";

  private final Constructor<?> constructor;
  private final List<Method> accessors;
  private final List<KeyCodec<Object>> components;

  private RecordKeyCodec(
      Constructor<?> constructor, List<Method> accessors, List<KeyCodec<Object>> components) {
    this.constructor = constructor;
    this.accessors = accessors;
    this.components = components;
  }

  /** The codec of a record, or null if it has no components or one of them has no codec. */
  @SuppressWarnings("unchecked") // each component is rendered by the codec of its own type
  static @Nullable RecordKeyCodec find(Class<?> type, Set<Class<?>> enclosing) {
    Set<Class<?>> inside = new HashSet<>(enclosing);
    inside.add(type);
    RecordComponent[] parts = type.getRecordComponents();
    List<Method> accessors = new ArrayList<>();
    List<KeyCodec<Object>> codecs = new ArrayList<>();
    for (RecordComponent part : parts) {
      KeyCodec<?> codec = KeyCodecs.find(part.getGenericType(), inside);
      if (codec == null) {
        return null;
      }
      part.getAccessor().setAccessible(true);
      accessors.add(part.getAccessor());
      codecs.add((KeyCodec<Object>) codec);
    }
    return parts.length == 0 ? null : new RecordKeyCodec(canonical(type, parts), accessors, codecs);
  }

  @Override
  public String encode(Object key) {
    StringBuilder rendered = new StringBuilder();
    for (int i = 0; i < components.size(); i++) {
      if (i > 0) {
        rendered.append(':');
      }
      Object component = component(key, i);
      if (component == null) {
        rendered.append(MISSING);
      } else {
        escape(components.get(i).encode(component), rendered);
      }
    }
    return rendered.toString();
  }

  @Override
  public Object decode(String rendered) {
    List<String> parts = split(rendered);
    if (parts.size() != components.size()) {
      throw new IllegalArgumentException("'%s' has %d parts, %s has %d components"
          .formatted(
              rendered,
              parts.size(),
              constructor.getDeclaringClass().getName(),
              components.size()));
    }
    @Nullable Object[] values = new @Nullable Object[parts.size()];
    for (int i = 0; i < values.length; i++) {
      String part = parts.get(i);
      values[i] = part.equals(MISSING) ? null : components.get(i).decode(unescaped(part));
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "'%s' is no %s".formatted(rendered, constructor.getDeclaringClass().getName()), e);
    }
  }

  private @Nullable Object component(Object key, int index) {
    try {
      return accessors.get(index).invoke(key);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("%s cannot be read".formatted(accessors.get(index)), e);
    }
  }

  private static void escape(String part, StringBuilder to) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) == ':' || part.charAt(i) == '\\') {
        to.append('\\');
      }
      to.append(part.charAt(i));
    }
  }

  private static String unescaped(String part) {
    StringBuilder plain = new StringBuilder(part.length());
    for (int i = 0; i < part.length(); i++) {
      boolean escaped = part.charAt(i) == '\\' && i + 1 < part.length();
      plain.append(part.charAt(escaped ? ++i : i));
    }
    return plain.toString();
  }

  /** The parts between unescaped colons, with their escapes. */
  private static List<String> split(String rendered) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < rendered.length(); i++) {
      if (rendered.charAt(i) == '\\') {
        i++;
      } else if (rendered.charAt(i) == ':') {
        parts.add(rendered.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(rendered.substring(start));
    return parts;
  }

  private static Constructor<?> canonical(Class<?> type, RecordComponent[] parts) {
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }
}
