package io.symphra.cache.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether a cache is switched off.
 *
 * <p>It is asked on every hit, so it is read in opaque mode: as cheap as a plain field, and yet seen by a loop that does
 * nothing but read. Who knows of the switch by any happens-before order sees it. Thread-safe.
 */
final class Bypass {

  private static final VarHandle ON;

  static {
    try {
      ON = MethodHandles.lookup().findVarHandle(Bypass.class, "on", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through the handle
  private boolean on;

  boolean isOn() {
    return (boolean) ON.getOpaque(this);
  }

  void set(boolean value) {
    ON.setVolatile(this, value);
  }
}
