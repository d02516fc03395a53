package io.symphra.cache.benchmarks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {

  private static final List<Fault> ALL = Arrays.asList(Fault.values());

  @Test
  void everyKindComesOnceInEachRound() {
    FaultSchedule schedule = new FaultSchedule(ALL, new SplittableRandom(1));
    for (int round = 0; round < 5; round++) {
      Set<Fault> drawn = new HashSet<>();
      for (int i = 0; i < ALL.size(); i++) {
        drawn.add(schedule.next());
      }
      assertThat(drawn).hasSize(ALL.size());
    }
  }

  @Test
  void aSeedGivesTheSameOrderAgainAndAnotherOneAnother() {
    assertThat(first(30, 1)).isEqualTo(first(30, 1)).isNotEqualTo(first(30, 2));
  }

  private static List<Fault> first(int count, long seed) {
    FaultSchedule schedule = new FaultSchedule(ALL, new SplittableRandom(seed));
    return Stream.generate(schedule::next).limit(count).toList();
  }
}
