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

  private static final Pace TWO_ROUNDS = new Pace(2, 1, 1, Duration.ofMillis(1), 1, true);

  private final List<Contender> measured = new ArrayList<>();

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
            "local.hit.bytes",
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
    Row bytes = rows().stream()
        .filter(row -> row.name().equals("local.hit.bytes"))
        .findFirst()
        .orElseThrow();
    assertThat(bytes.value()).isEqualTo(3);
    assertThat(bytes.unit()).isEqualTo("B");
  }

  @Test
  void contendersTakeTurnsAndAreMeasuredOncePerRound() throws IOException {
    rows();

    int half = measured.size() / 2;
    assertThat(measured.subList(0, half)).doesNotHaveDuplicates();
    assertThat(measured.subList(half, measured.size())).isEqualTo(measured.subList(0, half));
  }

  @Test
  void everyContenderIsABenchmark() {
    assertThat(Comparison.all())
        .flatExtracting(Comparison::ours, Comparison::theirs)
        .extracting(contender -> ((Contender) contender).jmhName())
        .allSatisfy(name -> assertThat(BenchmarksRunTest.namesOfBenchmarks()).contains(name));
  }

  private List<Row> rows() throws IOException {
    return new LocalSuite(new FakeHitRate(), this::measure).run(TWO_ROUNDS, line -> {});
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
