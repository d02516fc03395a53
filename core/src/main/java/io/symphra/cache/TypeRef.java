package io.symphra.cache;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A type with its type arguments, kept at run time: {@code new TypeRef<List<Product>>() {}}.
 *
 * <p>The idea is Neal Gafter's "super type tokens" (2006). Immutable; two are equal if their types are.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {

  private final Type type;

  /**
   * Captures the type argument of the anonymous subclass.
   *
   * @throws IllegalArgumentException if the subclass gives none
   */
  protected TypeRef() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parent)
        || parent.getRawType() != TypeRef.class) {
      throw new IllegalArgumentException(
          "a TypeRef is written with its type and braces: new TypeRef<List<String>>() {}");
    }
    this.type = parent.getActualTypeArguments()[0];
  }

  private TypeRef(Type type) {
    this.type = type;
  }

  /** The type of a class without type arguments. */
  public static <T> TypeRef<T> of(Class<T> type) {
    return new TypeRef<>(requireNonNull(type, "type must not be null")) {};
  }

  /** The captured type. */
  public final Type type() {
    return type;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof TypeRef<?> that && type.equals(that.type);
  }

  @Override
  public final int hashCode() {
    return type.hashCode();
  }

  @Override
  public final String toString() {
    return type.getTypeName();
  }
}
