package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
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
 * one; on the writing instance itself this holds for the local tier too. Property 2: when all is quiet, neither the
 * shared tier nor the local tier is older than the database. Property 3: what depends on the current value was decided on
 * a value not older than any write that had finished when its fence stood, and than any other such decision; where the
 * cache owns the value, on the very value it replaces. Each rule of the protocol, switched off, must break one of
 * them.
 */
@Execution(ExecutionMode.CONCURRENT)
class InterleavingTest {

  @ParameterizedTest
  @MethodSource("io.symphra.cache.internal.Scenarios#all")
  void bothPropertiesHoldInEveryInterleaving(Scenario scenario) {
    InterleavingExplorer.Result result = InterleavingExplorer.explore(scenario, Mutation.NONE);

    assertThat(result.counterexample()).as("counterexample").isEmpty();
    assertThat(result.states()).as("states seen, or the scenario did not run").isGreaterThan(500);
  }

  @ParameterizedTest
  @EnumSource(value = Mutation.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void eachRuleIsNeeded(Mutation mutation) {
    Optional<List<String>> counterexample =
        InterleavingExplorer.explore(Scenarios.needing(mutation), mutation).counterexample();

    assertThat(counterexample)
        .as("an interleaving that shows why the rule is needed")
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_LEASE", "NO_FENCE", "NO_VOID_MARK", "LOCAL_FROM_UNFILLED_LOAD"})
  void aNegativeEntryNeedsTheRulesAsAValueDoes(Mutation mutation) {
    Scenario scenario = Scenarios.needing(mutation).absentAtFirst();

    Optional<List<String>> counterexample =
        InterleavingExplorer.explore(scenario, mutation).counterexample();

    assertThat(counterexample)
        .as("an interleaving that shows why the rule is needed")
        .isPresent();
  }

  @Test
  void aWriterThatOutlivesItsFenceAndThenDiesIsTheKnownLimit() {
    Optional<List<String>> counterexample =
        InterleavingExplorer.explore(Scenarios.knownLimit(), Mutation.NONE).counterexample();

    assertThat(counterexample)
        .as("docs/limitations.md says that this is not protected")
        .isPresent();
  }
}
