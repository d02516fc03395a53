package io.symphra.cache.jdbc.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls of methods that were made accessible. */
final class Reflection {

  private Reflection() {}

  /** What a getter returns; what it throws comes out as it is if it is unchecked. */
  static @Nullable Object call(Method getter, Object target) {
    try {
      return getter.invoke(target);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(getter + " failed", e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(getter + " was made accessible and is not", e);
    }
  }
}
