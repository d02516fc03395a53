package io.symphra.cache.testkit.internal;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever is done in whatever order, a tier answers as the specification does. */
public interface RandomWalkRules extends SharedCacheFixture {

  /** Steps per walk. */
  int STEPS = 40;

  @Test
  default void everySequenceOfOperationsGetsTheAnswersOfTheSpecification() {
    for (long seed = 1; seed <= 200; seed++) {
      walk(
          seed,
          new RandomSteps(seed).draw(STEPS).stream().map(step -> step.at(0)).toList());
    }
  }

  /** A tier in real time takes fewer walks: it spends seconds on each. */
  @Test
  default void everySequenceOfOperationsAndWaitsGetsTheAnswersOfTheSpecification() {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    for (long seed = 1; seed <= 300 && System.nanoTime() < end; seed++) {
      walk(seed, new RandomSteps(seed).draw(STEPS));
    }
  }

  private void walk(long seed, List<Step> steps) {
    Walk walk = new Walk(this);
    if (walk.disagreement(steps).isPresent()) {
      List<Step> few = walk.shrink(steps);
      String seen = walk.disagreement(few).orElse(" this time it did not happen again");
      Assertions.fail(
          "seed %d, %d of %d steps are enough:%s".formatted(seed, few.size(), steps.size(), seen));
    }
  }
}
