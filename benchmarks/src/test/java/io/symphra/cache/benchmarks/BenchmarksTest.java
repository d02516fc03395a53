package io.symphra.cache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarksTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final FakeSuite suite = new FakeSuite();

  @TempDir
  private Path results;

  @Test
  void withoutArgumentsItListsTheSuites() {
    assertThat(run()).isZero();
    assertThat(out.toString(UTF_8))
        .contains("local")
        .contains("what it measures")
        .contains("budgets");
  }

  @Test
  void aSuiteIsMeasuredPrintedAndWritten() {
    assertThat(run("local")).isZero();

    assertThat(suite.paces).containsExactly(Pace.full(5));
    assertThat(out.toString(UTF_8)).contains("local.hit.1").contains("0.50");
    assertThat(err.toString(UTF_8)).contains("half way");
    assertThat(results.resolve("local.json")).exists();
  }

  @Test
  void aSmokeRunIsShortAndWrittenElsewhere() {
    assertThat(run("local", "--quick")).isZero();

    assertThat(suite.paces).containsExactly(Pace.smoke());
    assertThat(results.resolve("local.quick.json")).exists();
    assertThat(results.resolve("local.json")).doesNotExist();
  }

  @Test
  void theRoundsCanBeChosen() {
    assertThat(run("local", "--rounds", "3")).isZero();

    assertThat(suite.paces).containsExactly(Pace.full(3));
    assertThat(results.resolve("local.json")).exists();
  }

  @Test
  void budgetsWithoutResultsAreNotMissed() {
    assertThat(run("budgets")).isZero();
    assertThat(out.toString(UTF_8)).contains("local.hit.1").contains("not measured");
  }

  @Test
  void budgetsThatAreMetExitWithZero() {
    run("local");
    assertThat(run("budgets")).isZero();
  }

  @Test
  void aMissedBudgetExitsWithOne() {
    suite.value = 9;
    run("local");
    assertThat(run("budgets")).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("MISSED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lokal              | no suite 'lokal'; allowed are local, torture, budgets",
        "--fast             | no option '--fast'; allowed are local, torture, budgets",
        "local budgets      | one suite at a time; 'budgets' is one too many",
        "--quick            | --quick needs a suite: local",
        "budgets --quick    | --quick needs a suite: local",
        "local --rounds     | --rounds must be a number from 1 to 50, was missing",
        "local --rounds 0   | --rounds must be a number from 1 to 50, was '0'",
        "local --rounds 51  | --rounds must be a number from 1 to 50, was '51'",
        "budgets --rounds 2 | --rounds needs a suite, without --quick: local",
        "local --results    | --results needs a folder",
        "local torture      | torture stands alone; its options come after it",
        "--quick torture    | torture stands alone; its options come after it",
        "torture --fast     | torture has no option '--fast'; allowed are --minutes, --seed, --topology, --without, --json",
        "torture --minutes  | --minutes must be a number from 0.5 to 1440, was missing",
        "torture --minutes 0.4    | --minutes must be a number from 0.5 to 1440, was '0.4'",
        "torture --minutes 1441   | --minutes must be a number from 0.5 to 1440, was '1441'",
        "torture --seed x         | --seed must be a whole number of up to 18 digits, was 'x'",
        "torture --topology ring  | --topology must be standalone, sentinel, cluster or all, was 'ring'",
        "torture --json           | --json must be a file, was missing",
        "torture --without luck   | --without must be one of lease-check, fence, taint, joiner-rule, void-marks, drop-on-unknown-token, second-pass-of-clear, was 'luck'",
      })
  void wrongUsageIsOneLineAndExitsWithTwo(String arguments, String message) {
    assertThat(runBare(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).isEqualTo("benchmarks: " + message + System.lineSeparator());
    assertThat(suite.paces).isEmpty();
  }

  @Test
  void tortureExplainsItself() {
    assertThat(run("torture", "--help")).isZero();
    assertThat(out.toString(UTF_8)).contains("--minutes").contains("joiner-rule");
  }

  @Test
  void aSuiteThatFailsWritesNothingAndExitsWithOne() {
    suite.failure = new IOException("no trace");

    assertThat(run("local")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("benchmarks: failed: no trace");
    assertThat(results).isEmptyDirectory();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--results", results.toString()));
    all.addAll(List.of(arguments));
    return runBare(all.toArray(String[]::new));
  }

  private int runBare(String... arguments) {
    return new Benchmarks(
            List.of(suite), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(List.of(arguments));
  }

  private static final class FakeSuite implements Suite {
    private final List<Pace> paces = new ArrayList<>();
    private double value = 5;
    private IOException failure;

    @Override
    public String name() {
      return "local";
    }

    @Override
    public String what() {
      return "what it measures";
    }

    @Override
    public String method(Pace pace) {
      return "how";
    }

    @Override
    public List<Row> run(Pace pace, Consumer<String> progress) throws IOException {
      paces.add(pace);
      progress.accept("half way");
      if (failure != null) {
        throw failure;
      }
      return List.of(Row.of("local.hit.1", value, "ns", 10, "Caffeine"));
    }
  }
}
