package io.symphra.cache.benchmarks.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a program in a JVM of its own. */
final class JavaProcess {

  private static final int LINES_IN_MESSAGE = 12;

  private JavaProcess() {}

  /**
   * Runs it to its end.
   *
   * @param program options of the JVM, the main class and its arguments
   * @return the lines it wrote
   * @throws IllegalStateException if it failed; the message has the last lines it wrote
   */
  static List<String> run(Libraries libraries, List<String> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(libraries.classPath());
    command.addAll(program);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        process.getOutputStream().close();
        List<String> lines =
            new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
        int exit = process.waitFor();
        if (exit != 0) {
          throw new IllegalStateException("exit code %d: %s".formatted(exit, last(lines)));
        }
        return lines;
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it ran", e);
    }
  }

  private static String last(List<String> lines) {
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - LINES_IN_MESSAGE), lines.size()));
  }
}
