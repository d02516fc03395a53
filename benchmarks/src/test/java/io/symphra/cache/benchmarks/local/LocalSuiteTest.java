package io.symphra.cache.benchmarks.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LocalSuiteTest {

  private static final Pace TWO_ROUNDS = new Pace(2, 1, 1, Duration.ofMillis(1), 1, 1, true);

  private final List<Contender> measured = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();

  @Test
  void everyRowComparesWhatWasMeasuredInTheSameRun() throws IOException {
    List<Row> rows = rows();

    assertThat(rows)
        .extracting(Row::name)
        .contains(
            "local.hit.1",
            "local.hit.4",
            "local.hit.coarse.1",
            "local.hit.coarse.4",
            "local.hit.vs-cache2k.1",
            "local.hit.vs-ehcache.4",
            "local.hit.vs-spring.1",
            "local.hit.vs-spring-cacheable.4",
            "local.hit.vs-jetcache.1",
            "local.hit.vs-jetcache.4",
            "local.hit.bytes",
            "local.miss.bytes",
            "local.getall.bytes",
            "local.miss.1",
            "local.getall.1",
            "local.hitrate.fake")
        .doesNotHaveDuplicates();
    Row hit = rows.get(0);
    assertThat(hit.value()).isEqualTo(10);
    assertThat(hit.baseline()).isEqualTo(20);
    assertThat(hit.ratio()).isEqualTo(0.5);
  }

  @Test
  void bytesComeFromTheAllocationAndNotFromTheTime() throws IOException {
    assertThat(rows())
        .filteredOn(row -> row.name().endsWith(".bytes"))
        .hasSize(3)
        .allSatisfy(row -> {
          assertThat(row.value()).isEqualTo(3);
          assertThat(row.baseline()).isEqualTo(4);
          assertThat(row.unit()).isEqualTo("B");
        });
  }

  @Test
  void contendersTakeTurnsAndAreMeasuredOncePerRound() throws IOException {
    rows();

    int half = measured.size() / 2;
    assertThat(measured.subList(0, half)).doesNotHaveDuplicates();
    assertThat(measured.subList(half, measured.size())).isEqualTo(measured.subList(0, half));
  }

  @Test
  void progressSaysWhatEachContenderGave() throws IOException {
    rows();

    assertThat(progress).hasSameSizeAs(measured);
    assertThat(progress.get(0))
        .startsWith("times 1/%d, ".formatted(measured.size()))
        .endsWith("left  HitBenchmark.symphra, 1 thread: 10.0 ns, 3.0 B");
  }

  @Test
  void everyContenderWithTheseLibrariesIsABenchmark() {
    assertThat(Comparison.all())
        .flatExtracting(Comparison::ours, Comparison::theirs)
        .map(Contender.class::cast)
        .filteredOn(contender -> contender.libraries() == Libraries.OWN)
        .extracting(Contender::jmhName)
        .allSatisfy(name -> assertThat(BenchmarksRunTest.namesOfBenchmarks()).contains(name));
  }

  private List<Row> rows() throws IOException {
    return new LocalSuite(List.of(new FakeHitRate()), this::measure).run(TWO_ROUNDS, progress::add);
  }

  private Sample measure(Contender contender, Pace pace) {
    measured.add(contender);
    return contender.method().startsWith("symphra") ? new Sample(10, 3) : new Sample(20, 4);
  }

  private static final class FakeHitRate implements Suite {
    @Override
    public String name() {
      return "hitrate";
    }

    @Override
    public String what() {
      return "fake";
    }

    @Override
    public String method(Pace pace) {
      return "fake";
    }

    @Override
    public List<Row> run(Pace pace, Consumer<String> progress) {
      return List.of(Row.of("local.hitrate.fake", 1, "%", 1, "fake"));
    }
  }
}
