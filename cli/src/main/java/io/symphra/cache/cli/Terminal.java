package io.symphra.cache.cli;

import java.io.Console;

/** Whether a person looks on. */
final class Terminal {

  private Terminal() {}

  /** From Java 22 on there is a console without a terminal too; this code is compiled for 17 and must look it up. */
  @SuppressWarnings("SystemConsoleNull") // asked again below where it is never null
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
