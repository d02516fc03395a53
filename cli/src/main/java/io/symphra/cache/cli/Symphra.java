package io.symphra.cache.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
    System.exit(
        run(stream(FileDescriptor.out, System.out), stream(FileDescriptor.err, System.err), args));
  }

  /** UTF-8, whatever the locale says, because a bare container says ASCII; only a Windows console means what it says. */
  private static PrintStream stream(FileDescriptor descriptor, PrintStream console) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return windows ? console : new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
  }

  static int run(PrintStream out, PrintStream err, String... args) {
    Failures failures = new Failures(err);
    return new CommandLine(new Symphra())
        .addSubcommand(new DemoCommand(out, err))
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setParameterExceptionHandler((e, given) -> failures.wrongUsage(e.getCommandLine(), e))
        .setExecutionExceptionHandler((e, command, parsed) -> failures.failed(command, e))
        .execute(args);
  }
}
