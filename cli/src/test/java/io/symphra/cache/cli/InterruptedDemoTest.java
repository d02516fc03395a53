package io.symphra.cache.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C at any time leaves no process and no temporary folder behind. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
class InterruptedDemoTest {

  private static final int SIGINT = 2;

  @TempDir
  Path folder;

  private Path temporary;

  @BeforeEach
  void makeTemporaryFolder() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
  }

  @Test
  void inTheMiddleOfARun() throws Exception {
    Process demo = start();
    try (BufferedReader said = demo.inputReader()) {
      assertThat(said.lines()
              .filter(line -> line.contains("first     100 requests"))
              .findFirst())
          .isPresent();
      List<ProcessHandle> servers = serversOfTheDemo();
      assertThat(servers).hasSizeGreaterThan(1);

      interrupt(demo);

      // The server counts as stopped when it has removed its pid file, which is its last deed but
      // one.
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(servers).noneMatch(InterruptedDemoTest::isAlive));
      assertNothingIsLeft(demo);
    }
  }

  @Test
  void whileTheDatabaseIsStarting() throws Exception {
    Process demo = start();
    await().atMost(Duration.ofMinutes(2)).until(() -> !leftBehind().isEmpty());

    interrupt(demo);

    assertNothingIsLeft(demo);
  }

  /** Slow enough that it is not over before it is interrupted. */
  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Symphra.class.getName(),
            "demo",
            "--trace",
            Log.of(10_000, folder.resolve("log.csv")).toString(),
            "--key-column",
            "sku",
            "--rate",
            "50/s",
            "--html",
            folder.resolve("page.html").toString())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }

  /** A shell that was started in the background passes on that it ignores SIGINT; then SIGTERM stands for it. */
  private static void interrupt(Process demo) throws IOException, InterruptedException {
    String signal = ignoresInterrupts(demo) ? "TERM" : "INT";
    new ProcessBuilder("kill", "-" + signal, Long.toString(demo.pid()))
        .inheritIO()
        .start()
        .waitFor();
    assertThat(demo.waitFor(2, TimeUnit.MINUTES)).as("the demo has ended").isTrue();
  }

  private static boolean ignoresInterrupts(Process demo) throws IOException {
    Path status = Path.of("/proc", Long.toString(demo.pid()), "status");
    if (!Files.exists(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
          .anyMatch(ignored -> ignored.testBit(SIGINT - 1));
    }
  }

  private void assertNothingIsLeft(Process demo) throws IOException {
    assertThat(demo.exitValue()).isIn(130, 143);
    assertThat(leftBehind()).isEmpty();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(serversOfTheDemo()).isEmpty());
    assertThat(Files.readString(folder.resolve("err.txt")))
        .contains("stopped")
        .doesNotContain("Exception", "failed");
  }

  private List<Path> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("hsperfdata"))
          .toList();
    }
  }

  /** The server that has its data in the temporary folder, and the processes it has started. */
  private List<ProcessHandle> serversOfTheDemo() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().orElse("").startsWith(temporary.toString()))
        .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
        .distinct()
        .filter(InterruptedDemoTest::isAlive)
        .toList();
  }

  /** A process that has ended and that nobody has reaped yet counts as alive, but has no command any more. */
  private static boolean isAlive(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
