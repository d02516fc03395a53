package io.symphra.cache.cli;

import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;

/** Says in one line what went wrong, and with which exit code the command ends. */
final class Failures {

  private final PrintStream err;

  Failures(PrintStream err) {
    this.err = err;
  }

  int wrongUsage(CommandLine command, Exception e) {
    say(command, "%s (%s --help says more)".formatted(firstLine(e), name(command)));
    return CommandLine.ExitCode.USAGE;
  }

  int failed(CommandLine command, Exception e) {
    if (e instanceof UsageException) {
      return wrongUsage(command, e);
    }
    Throwable reason = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    say(command, "failed: %s (add --verbose to see where)".formatted(firstLine(reason)));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private void say(CommandLine command, String what) {
    err.println(name(command) + ": " + what);
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }
}
