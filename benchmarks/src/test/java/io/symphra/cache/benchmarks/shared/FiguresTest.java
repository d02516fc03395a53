package io.symphra.cache.benchmarks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.benchmarks.report.Row;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private final Figures figures = new Figures();

  @Test
  void aFigureIsTheMedianOfTheSlicesAndThenOfTheRounds() {
    get(Contestant.SYMPHRA, 100, 110, 900);
    get(Contestant.SYMPHRA, 90, 100, 110);
    get(Contestant.SYMPHRA, 120, 120, 120);
    get(Contestant.LETTUCE, 100, 100, 100);

    assertThat(new SharedRows(figures).rows()).first().satisfies(row -> {
      assertThat(row.name()).isEqualTo("shared.get.p50");
      assertThat(row.value()).isEqualTo(110);
      assertThat(row.error()).isEqualTo(10);
      assertThat(row.baseline()).isEqualTo(100);
      assertThat(row.ratio()).isEqualTo(1.1);
    });
  }

  @Test
  void aStampedeIsAsBadAsItsWorstRound() {
    figures.addLoads(Part.CLUSTER, Contestant.SYMPHRA, 1);
    figures.addLoads(Part.CLUSTER, Contestant.SYMPHRA, 2);
    figures.addLoads(Part.CLUSTER, Contestant.SYMPHRA, 1);
    figures.addLoads(Part.CLUSTER, Contestant.LETTUCE_CLUSTER, 128);

    assertThat(new SharedRows(figures).rows())
        .containsExactly(
            Row.of("shared.stampede.cluster", 2, "loader calls", 128, "Lettuce GET and SET"));
  }

  @Test
  void aSliceSurvivesTheWayFromItsJvm() {
    Slice slice = new Slice(12, 34.5, 67.25, 89);
    assertThat(Slice.parse(slice.format())).isEqualTo(slice);
  }

  private void get(Contestant contestant, double... p50) {
    List<Slice> slices =
        Arrays.stream(p50).mapToObj(micros -> new Slice(1, 1, micros, micros)).toList();
    figures.add(Part.STANDALONE, Measure.GET, contestant, slices);
  }
}
