package io.symphra.cache.examples.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

  @Test
  void endsWithTheLastRequestAndGoesUpOnly() {
    for (int requests : new int[] {1, 2, 10, 11, 99, 1_000, 150_000}) {
      List<Integer> places = Curve.of(new BitSet(), requests).points().stream()
          .map(Curve.Point::requests)
          .toList();

      assertThat(places).isSorted().doesNotHaveDuplicates().endsWith(requests);
    }
  }

  @Test
  void looksBackOverTheMovingWindowOnly() {
    BitSet hits = new BitSet();
    hits.set(9_000, 10_000);

    List<Curve.Point> points = Curve.of(hits, 10_000).points();

    assertThat(points.get(points.size() - 1)).isEqualTo(new Curve.Point(10_000, 1.0, 0, 0));
    assertThat(points.get(0).hitRate()).isZero();
  }

  @Test
  void theWindowGrowsToATenthOfWhatWasPlayed() {
    BitSet hits = new BitSet();
    hits.set(90_000, 95_000);

    List<Curve.Point> points = Curve.of(hits, 100_000).points();

    assertThat(points.get(points.size() - 1).hitRate()).isEqualTo(0.5);
  }
}
