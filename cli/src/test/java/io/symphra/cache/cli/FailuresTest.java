package io.symphra.cache.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailuresTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Failures failures = new Failures(new PrintStream(said, true, UTF_8));
  private final CommandLine command =
      new CommandLine(new DemoCommand(System.out, System.err)).setCommandName("demo");

  @Test
  void aFailureIsOneLineWithItsReasonAndWhatToDoNext() {
    Exception failure = new ExecutionException(
        new IllegalStateException("the connection broke\nat some place\nfar away"));

    assertThat(failures.failed(command, failure)).isEqualTo(1);
    assertThat(said.toString(UTF_8).lines())
        .containsExactly("demo: failed: the connection broke (add --verbose to see where)");
  }

  @Test
  void aFailureWithoutAMessageIsToldByItsKind() {
    failures.failed(command, new IllegalStateException());

    assertThat(said.toString(UTF_8)).contains("failed: IllegalStateException");
  }

  @Test
  void badInputIsWrongUsage() {
    assertThat(failures.failed(command, new UsageException("--trace: log.csv is empty")))
        .isEqualTo(2);
    assertThat(said.toString(UTF_8)).startsWith("demo: --trace: log.csv is empty");
  }
}
