package io.symphra.cache.benchmarks.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A worker's JVM, as the coordinator sees it. It holds the other end of the worker's input, which ends with this JVM. */
final class WorkerProcess implements AutoCloseable {

  /** What a line begins with that reports a violation. */
  static final String VIOLATION = "violation: ";

  /** The exit code of a worker that killed itself because the board told it to. */
  static final int DOOMED = 86;

  /** The exit code of a worker whose own code failed. */
  static final int BROKEN = 87;

  private final Process process;
  private final Path errors;
  private final Thread reader;
  private volatile boolean isMeantToEnd;

  private WorkerProcess(Process process, Path errors, Consumer<String> violations) {
    this.process = process;
    this.errors = errors;
    this.reader = new Thread(() -> read(violations), "torture-worker-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a worker.
   *
   * @param overlay a folder whose classes and resources take the place of others; may be empty
   * @param folder where its log goes
   * @param arguments what {@link Worker#main} wants
   * @param violations takes each violation it reports
   */
  static WorkerProcess start(
      Path overlay, Path folder, List<String> arguments, Consumer<String> violations) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        overlay + File.pathSeparator + System.getProperty("java.class.path"),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.io.tmpdir=" + folder,
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
        Worker.class.getName()));
    command.addAll(arguments);
    try {
      Path errors = Files.createTempFile(folder, "worker", ".log");
      Process process =
          new ProcessBuilder(command).redirectError(errors.toFile()).start();
      return new WorkerProcess(process, errors, violations);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Consumer<String> violations) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(VIOLATION)) {
          violations.accept(line.substring(VIOLATION.length()));
        }
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it ended although nobody killed it. */
  boolean isBroken() {
    return !process.isAlive() && !isMeantToEnd && process.exitValue() != DOOMED;
  }

  /** What it said last, and how it ended. */
  String lastWords() {
    try (Stream<String> lines = Files.lines(errors, UTF_8)) {
      List<String> all = lines.filter(line -> !line.isBlank()).toList();
      return "exit code %d: %s"
          .formatted(
              process.exitValue(), String.join(" / ", all.subList(0, Math.min(all.size(), 12))));
    } catch (IOException e) {
      return "exit code " + process.exitValue();
    }
  }

  /** Kills it as a crash would. */
  void kill() {
    isMeantToEnd = true;
    process.destroyForcibly();
  }

  /** Waits until it is gone and all it said has been read. */
  void await() {
    try {
      process.waitFor();
      reader.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a worker", e);
    }
  }

  @Override
  public void close() {
    isMeantToEnd = true;
    process.destroyForcibly();
    await();
  }
}
