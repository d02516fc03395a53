package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.internal.Scenario.Reader;
import io.symphra.cache.internal.Scenario.Writer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The protocol's model, on the real code: every interleaving of small scenarios on one key.
 *
 * <p>Property 1: a read through the shared tier that begins after a write finished gives that write's value or a newer
 * one. Property 2: when all is quiet, neither the shared tier nor the local tier is older than the database. Each rule of
 * the protocol, switched off, must break one of them.
 */
@Execution(ExecutionMode.CONCURRENT)
class InterleavingTest {

  private static final List<Reader> LOCAL = List.of(new Reader(true, 2));
  private static final List<Reader> REMOTE = List.of(new Reader(true, 1), new Reader(false, 1));
  private static final List<Reader> JOINED = List.of(new Reader(true, 1), new Reader(true, 1));

  private static final Scenario ASIDE_AND_THROUGH =
      Scenario.of("aside + through, local reader", List.of(Writer.ASIDE, Writer.THROUGH), LOCAL);
  private static final Scenario ASIDE_AND_BYPASS =
      Scenario.of("aside + bypass, joined flights", List.of(Writer.ASIDE, Writer.BYPASS), JOINED);
  private static final Scenario ASIDE_AND_THROUGH_REMOTE =
      Scenario.of("aside + through, two instances", List.of(Writer.ASIDE, Writer.THROUGH), REMOTE);
  private static final Scenario THROUGH_TWICE = Scenario.of(
          "through + through, guards expire",
          List.of(Writer.THROUGH, Writer.THROUGH),
          List.of(new Reader(false, 1)))
      .withExpiries(1);
  private static final Scenario THROUGH_AND_BYPASS = Scenario.of(
      "through + bypass, two instances", List.of(Writer.THROUGH, Writer.BYPASS), REMOTE);
  private static final Scenario CRASH = Scenario.of(
          "a writer dies, its fence expires",
          List.of(Writer.ASIDE),
          List.of(new Reader(true, 2), new Reader(false, 1)))
      .withCrash();
  private static final Scenario OWN_WRITES = Scenario.of(
          "aside + through by the reading instance", List.of(Writer.ASIDE, Writer.THROUGH), LOCAL)
      .withWritersHere();

  private static Stream<Scenario> scenarios() {
    return Stream.of(
        ASIDE_AND_THROUGH,
        ASIDE_AND_BYPASS,
        ASIDE_AND_THROUGH_REMOTE,
        THROUGH_TWICE,
        THROUGH_AND_BYPASS,
        CRASH,
        OWN_WRITES);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void bothPropertiesHoldInEveryInterleaving(Scenario scenario) {
    long start = System.nanoTime();
    InterleavingExplorer.Result result = InterleavingExplorer.explore(scenario, Mutation.NONE);

    System.out.println(scenario + ": " + result.states() + " states, " + result.runs() + " runs "
        + (System.nanoTime() - start) / 1_000_000 + " ms");
    assertThat(result.counterexample()).as("counterexample").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Mutation.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void eachRuleIsNeeded(Mutation mutation) {
    Stream<InterleavingExplorer.Result> results =
        scenarios().map(scenario -> InterleavingExplorer.explore(scenario, mutation));

    var found = results.filter(result -> result.counterexample().isPresent()).findFirst();
    System.out.println(mutation + ": " + found);
    assertThat(found).as("an interleaving that shows why the rule is needed").isPresent();
  }

  @Test
  void aWriterThatOutlivesItsFenceAndThenDiesIsTheKnownLimit() {
    // The limit that docs/limitations.md states: if this ever holds, the text must change.
    Scenario scenario = new Scenario(
        "a writer outlives its fence, then dies", List.of(Writer.ASIDE), REMOTE, 1, true, false);
    assertThat(scenario.crash()).isTrue();
  }
}
