package io.symphra.cache.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong usage is one clear line and exit code 2, before any work begins. */
class WrongUsageTest {

  @TempDir
  Path folder;

  @Test
  void wrongNumbersAreToldWithTheOptionTheValueAndWhatIsAllowed() {
    for (String wrong : List.of("0", "-1", "many", "1.5", "99999999999")) {
      assertRefused(
          Outcome.of("demo", "--requests", wrong),
          "--requests",
          "'" + wrong + "'",
          "a whole number from 1 to 2147483647");
      assertRefused(Outcome.of("demo", "--maximum-size", wrong), "--maximum-size", wrong);
    }
  }

  @Test
  void wrongRatesAreTold() {
    for (String wrong : List.of("0", "-1", "-1/s", "fast", "1000001/s", "99999999999/s", "5/m")) {
      assertRefused(
          Outcome.of("demo", "--rate", wrong),
          "--rate",
          "'" + wrong + "'",
          "1/s to 1000000/s, or max");
    }
  }

  @Test
  void wrongTracesAreTold() throws IOException {
    Path missing = folder.resolve("missing.csv");
    Path log = Files.writeString(folder.resolve("log.csv"), "time,id\n1,a\n2,b\n");
    Path empty = Files.createFile(folder.resolve("empty.csv"));

    assertRefused(demo(missing), "--trace", "missing.csv does not exist");
    assertRefused(demo(log), "has no column 'key'; its columns are: time, id");
    assertRefused(demo(log, "--key-column", "sku"), "--key-column sku", "has no column 'sku'");
    assertRefused(demo(empty), "is empty");
    assertRefused(demo(folder), "is a folder");
  }

  @Test
  void filesThatCannotBeWrittenAreTold() {
    Path nowhere = folder.resolve("missing/figures");

    assertRefused(Outcome.of("demo", "--json", nowhere.toString()), "--json", "does not exist");
    assertRefused(Outcome.of("demo", "--html", nowhere.toString()), "--html", "does not exist");
    assertRefused(Outcome.of("demo", "--json", folder.toString()), "--json", "is a folder");
  }

  @Test
  void unknownOptionsAndCommandsAreTold() {
    assertRefused(Outcome.of("demo", "--fast"), "--fast");
    assertRefused(Outcome.of("demo", "extra"), "extra");
    assertRefused(Outcome.of("dmo"), "dmo");
    assertRefused(Outcome.of(), "subcommand");
  }

  private Outcome demo(Path trace, String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "demo";
    args[1] = "--trace";
    args[2] = trace.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return Outcome.of(args);
  }

  private static void assertRefused(Outcome outcome, String... said) {
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).startsWith("symphra").contains(said);
    assertThat(outcome.out()).doesNotContain("PostgreSQL");
  }
}
