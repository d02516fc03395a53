package io.symphra.cache.cli;

import java.io.PrintStream;

/**
 * Knows whether the process is being ended from outside, by Ctrl-C for example.
 *
 * <p>What fails then fails because the database is being stopped under it, and is not worth a word.
 */
final class Interruption implements AutoCloseable {

  private final Thread hook;
  private volatile boolean happened;

  Interruption(PrintStream err) {
    this.hook = new Thread(
        () -> {
          happened = true;
          err.println();
          err.println("stopped; the database and its folder are being removed");
        },
        "symphra-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean happened() {
    return happened;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, so the hook runs or has run.
      happened = true;
    }
  }
}
