package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.internal.Scenario.Disturbance;
import io.symphra.cache.internal.Scenario.Reader;
import io.symphra.cache.internal.Scenario.Start;
import io.symphra.cache.internal.Scenario.Topology;
import io.symphra.cache.internal.Scenario.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every order of the steps of every two things that can happen to a key at once, each with itself too, while somebody
 * reads.
 *
 * <p>Both properties of {@link InterleavingTest} must hold. Besides nobody may hang, no flight, lease or fence may be left
 * behind, a closed cache must refuse and hold nothing, and what is read in the end is what the database has.
 */
@Execution(ExecutionMode.CONCURRENT)
class PairInterleavingTest {

  /** What can happen to a key. */
  enum Happening {
    LOAD(null, null),
    INVALIDATE(Writer.BYPASS, null),
    PUT(Writer.THROUGH, null),
    UPDATE(Writer.ASIDE, null),
    CLEAR(Writer.BYPASS_AND_CLEAR, null),
    EXPIRY(null, Disturbance.EXPIRY),
    EVICTION(null, Disturbance.EVICTION),
    CLOSE(null, Disturbance.CLOSE);

    private final @Nullable Writer writer;
    private final @Nullable Disturbance disturbance;

    Happening(@Nullable Writer writer, @Nullable Disturbance disturbance) {
      this.writer = writer;
      this.disturbance = disturbance;
    }
  }

  private static Stream<Arguments> pairs() {
    return Stream.of(Happening.values())
        .flatMap(first -> Stream.of(Happening.values())
            .filter(second -> second.compareTo(first) >= 0)
            .flatMap(second -> Stream.of(Topology.values())
                .map(topology -> Arguments.of(first, second, topology))));
  }

  @ParameterizedTest(name = "{0} and {1}, {2}")
  @MethodSource("pairs")
  void neitherBreaksAPromiseWhateverTheOrder(Happening first, Happening second, Topology topology) {
    for (Start start : Start.values()) {
      InterleavingExplorer.Result result =
          InterleavingExplorer.explore(scenario(first, second, topology, start), Mutation.NONE);

      assertThat(result.counterexample()).as("counterexample, from %s", start).isEmpty();
      assertThat(result.states()).as("states").isGreaterThan(3);
    }
  }

  private static Stream<Arguments> mutations() {
    return Stream.of(
        Arguments.of(Mutation.NO_LEASE, Happening.INVALIDATE, Happening.INVALIDATE),
        Arguments.of(Mutation.NO_TAINT, Happening.INVALIDATE, Happening.PUT),
        Arguments.of(Mutation.NO_VOID_MARK, Happening.LOAD, Happening.INVALIDATE),
        Arguments.of(Mutation.INVALIDATE_WITHOUT_TAINT, Happening.INVALIDATE, Happening.PUT));
  }

  /** The test's test. Rules that matter only when a writer dies, or to three at once, are {@link InterleavingTest}'s. */
  @ParameterizedTest(name = "{0}: {1} and {2}")
  @MethodSource("mutations")
  void aRuleSwitchedOffIsNoticed(Mutation mutation, Happening first, Happening second) {
    Scenario scenario = scenario(first, second, Topology.TOGETHER, Start.WARM);

    assertThat(InterleavingExplorer.explore(scenario, mutation).counterexample())
        .isPresent();
  }

  @Test
  void noPairIsLeftOut() {
    assertThat(pairs()).hasSize(36 * Topology.values().length);
  }

  private static Scenario scenario(
      Happening first, Happening second, Topology topology, Start start) {
    List<Writer> writers = new ArrayList<>();
    List<Reader> readers = new ArrayList<>();
    List<Disturbance> disturbances = new ArrayList<>();
    for (Happening each : List.of(first, second)) {
      if (each.writer != null) {
        writers.add(each.writer);
      } else if (each.disturbance != null) {
        disturbances.add(each.disturbance);
      } else {
        readers.add(new Reader(true, 1));
      }
    }
    if (readers.size() < 2) { // somebody who may look at any time; two that load watch each other
      readers.add(new Reader(true, 1));
    }
    return Scenario.of(first + " and " + second, writers, readers)
        .in(topology)
        .from(start)
        .disturbedBy(disturbances)
        .finely();
  }
}
