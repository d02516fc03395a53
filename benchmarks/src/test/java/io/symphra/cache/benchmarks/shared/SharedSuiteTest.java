package io.symphra.cache.benchmarks.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.symphra.cache.benchmarks.local.Libraries;
import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs the whole suite for a moment, in this JVM, against real servers. */
class SharedSuiteTest {

  private static final Pace A_MOMENT = new Pace(1, 0, 1, Duration.ofMillis(10), 1, 1, true);

  private final List<String> progress = new ArrayList<>();

  @Test
  void everyContenderWithTheseLibrariesIsMeasuredInEveryTopology() {
    List<Row> rows = new SharedSuite(
            SharedSuiteTest::startHere, contestant -> contestant.libraries() == Libraries.OWN)
        .run(A_MOMENT, progress::add);

    assertThat(rows)
        .extracting(Row::name)
        .contains(
            "shared.get.p50",
            "shared.get.p99",
            "shared.get.8",
            "shared.get.64",
            "shared.get-and-keep.p50",
            "shared.getall",
            "shared.getall.cluster",
            "shared.put.p50",
            "shared.fill.p50",
            "shared.update.p50",
            "shared.stampede.standalone",
            "shared.stampede.cluster",
            "shared.stampede.sentinel",
            "shared.vs-redisson-bucket.getall",
            "shared.vs-redisson-map.update.p50",
            "shared.vs-spring.get.64",
            "shared.vs-spring.stampede")
        .doesNotContain("shared.vs-spring.getall", "shared.vs-jetcache.get.p50")
        .doesNotHaveDuplicates();
    assertThat(rows).allSatisfy(row -> {
      assertThat(row.value()).isPositive();
      assertThat(row.baseline()).isPositive();
    });
    assertThat(rows)
        .filteredOn(row -> row.name().startsWith("shared.stampede"))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.value()).isEqualTo(1));
    assertThat(progress).hasSize(11);
    assertThat(progress.get(0)).startsWith("steps 1/11, ").contains("standalone, get: symphra ");
  }

  @Test
  void aContenderThatAnswersFromTheProcessIsFoundOut() {
    SharedSuite suite = new SharedSuite(
        (contestant, uri) -> new LocalPlayer(InProcess.class, uri),
        contestant -> contestant.equals(Contestant.SYMPHRA));

    assertThatIllegalStateException()
        .isThrownBy(() -> suite.run(A_MOMENT, progress::add))
        .withMessageContaining("symphra, GET: the server counted 0 calls of [")
        .withMessageContaining("something else was measured");
  }

  @Test
  void aContenderWithAWrongAnswerIsFoundOut() {
    SharedSuite suite = new SharedSuite(
        (contestant, uri) -> new LocalPlayer(Wrong.class, uri),
        contestant -> contestant.equals(Contestant.LETTUCE));

    assertThatIllegalStateException()
        .isThrownBy(() -> suite.run(A_MOMENT, progress::add))
        .withMessageContaining("Wrong gave a wrong answer");
  }

  private static Player startHere(Contestant contestant, String uri) {
    try {
      return new LocalPlayer(Class.forName(contestant.type()).asSubclass(RemoteCache.class), uri);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Never asks the server. */
  public static class InProcess extends LettuceRemote {
    /** To a server that it does not ask. */
    public InProcess(String uri) {
      super(uri);
    }

    @Override
    public String get(Long key) {
      return Entries.value(key);
    }
  }

  /** Loses what it was given. */
  public static final class Wrong extends LettuceRemote {
    /** To one server. */
    public Wrong(String uri) {
      super(uri);
    }

    @Override
    public @Nullable String get(Long key) {
      return super.get(-key - 1);
    }
  }
}
