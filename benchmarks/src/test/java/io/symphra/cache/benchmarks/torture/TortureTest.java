package io.symphra.cache.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.testkit.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A minute of torture, and the test of the test: without any one rule it must end with a violation.
 *
 * <p>On one server, because there every loss of data is ours: sentinels and clusters fail over by themselves on a machine
 * that stands still for a second. They are tried by the command, {@code --topology all}.
 */
@Timeout(300)
class TortureTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static PostgresServer database;

  @BeforeAll
  static void start() {
    database = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void aMinuteOfItIsClean() {
    Torture torture = run(Optional.empty());

    assertThat(torture.isClean()).as(torture.toString()).isTrue();
    TortureResult result = torture.results().get(0);
    assertThat(result.faults())
        .as("every kind of fault")
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy((fault, count) -> assertThat(count).as(fault.what()).isPositive());
    assertThat(result.tallies().get(Tally.READS)).isPositive();
    assertThat(result.columns().get(Column.FENCED).writes()).isPositive();
    assertThat(torture.rows()).extracting("name").contains("torture.standalone.violations");
  }

  @ParameterizedTest
  @EnumSource
  void withoutARuleItIsNot(Rule rule) {
    Torture torture = run(Optional.of(rule));

    assertThat(torture.isClean()).as(rule.word()).isFalse();
    assertThat(torture.results().get(0).violations()).isNotEmpty();
  }

  private static Torture run(Optional<Rule> without) {
    return Torture.run(
        new TortureOptions(
            MINUTE,
            ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE),
            List.of(Topology.STANDALONE),
            without,
            Optional.empty()),
        database,
        System.out::println);
  }
}
