package io.symphra.cache.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code symphra} command. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "symphra",
    description = "Warm, right and fast: a cache between an application and its database.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
public final class Symphra {
  private Symphra() {}

  /**
   * Runs the command and ends the process with its exit code.
   *
   * @param args the options and the name of a subcommand
   */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  static int run(PrintStream out, PrintStream err, String... args) {
    Failures failures = new Failures(err);
    return new CommandLine(new Symphra())
        .addSubcommand(new DemoCommand(out, err))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setParameterExceptionHandler((e, given) -> failures.wrongUsage(e.getCommandLine(), e))
        .setExecutionExceptionHandler((e, command, parsed) -> failures.failed(command, e))
        .execute(args);
  }
}
