package io.symphra.cache.benchmarks.hitrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HitRateSuiteTest {

  private static final Trace TRACE = new Trace(1, 1, 2, 1, 3, 3, 1, 2);

  @Test
  void bothPlayersCountHitsOverAllRequests() {
    assertThat(Player.symphra(TRACE, 100)).isEqualTo(5 / 8.0);
    assertThat(Player.caffeine(TRACE, 100)).isEqualTo(5 / 8.0);
  }

  @Test
  void aRealTraceHitsAboutAsOftenAsInPlainCaffeine() throws IOException {
    Trace web07 = Trace.read("web07", Integer.MAX_VALUE);

    assertThat(Player.symphra(web07, 5_000)).isCloseTo(Player.caffeine(web07, 5_000), within(0.02));
  }

  @Test
  void tracesAreReadAsTheyWereRecorded() throws IOException {
    Trace web07 = Trace.read("web07", Integer.MAX_VALUE);

    assertThat(web07.keys()).hasSize(76_118);
    assertThat(web07.distinct()).isEqualTo(20_484);
  }

  @Test
  void aTraceMayBeReadInPart() throws IOException {
    assertThat(Trace.read("orm-busy", 1_000).keys()).hasSize(1_000);
  }

  @Test
  void aTraceThatIsNotThereIsNamed() {
    assertThatIOException().isThrownBy(() -> Trace.read("web99", 1)).withMessageContaining("web99");
  }

  @Test
  void everyTraceIsPlayedAtThreeSizesAndTheMeanIsGivenInPercentPoints() throws IOException {
    List<String> progress = new ArrayList<>();
    AtomicInteger plays = new AtomicInteger();
    HitRateSuite suite = new HitRateSuite(
        (trace, size) -> plays.incrementAndGet() % HitRateSuite.PLAYS_IN_A_ROUND == 0 ? 0.9 : 0.4,
        (trace, size) -> 0.25);

    List<Row> rows = suite.run(Pace.smoke(), progress::add);

    assertThat(rows).hasSize(3 * Trace.NAMES.size());
    assertThat(progress).hasSameSizeAs(rows);
    assertThat(progress.get(11)).startsWith("hit rates 12/12, ").contains("50.00 % (25.00 %)");
    assertThat(rows.get(0).name()).isEqualTo("local.hitrate.orm-busy.1pct");
    assertThat(rows).allSatisfy(row -> {
      assertThat(row.value()).isEqualTo(50);
      assertThat(row.error()).isEqualTo(20); // twice the deviation of 22.36, by the root of five
      assertThat(row.baseline()).isEqualTo(25);
      assertThat(row.unit()).isEqualTo("%");
    });
  }
}
