package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.internal.Scenario.Expiry;
import io.symphra.cache.internal.Scenario.Reader;
import io.symphra.cache.internal.Scenario.Topology;
import io.symphra.cache.internal.Scenario.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * one; on the writing instance itself this holds for the local tier too. Property 2: when all is quiet, neither the
 * shared tier nor the local tier is older than the database. Property 3: what depends on the current value was decided on
 * a value not older than any write that had finished when its fence stood, and than any other such decision; where the
 * cache owns the value, on the very value it replaces. Each rule of the protocol, switched off, must break one of
 * them.
 */
@Execution(ExecutionMode.CONCURRENT)
class InterleavingTest {

  private static final Reader LOCAL = new Reader(true, 1);
  private static final Reader LOCAL_TWICE = new Reader(true, 2);
  private static final Reader REMOTE = new Reader(false, 1);

  private static final Scenario EXPIRY = scenario(
          "through + through, guards expire", List.of(Writer.THROUGH, Writer.THROUGH), REMOTE)
      .expiring(Expiry.AT_ANY_TIME);
  private static final Scenario ALONE = scenario(
          "no shared tier: aside + through", List.of(Writer.ASIDE, Writer.THROUGH), LOCAL_TWICE)
      .in(Topology.ALONE);
  private static final Scenario ALONE_JOINED = scenario(
          "no shared tier: through + bypass, joined flights",
          List.of(Writer.THROUGH, Writer.BYPASS),
          LOCAL,
          LOCAL)
      .in(Topology.ALONE);
  private static final Scenario LOCAL_READER =
      scenario("aside + through, local reader", List.of(Writer.ASIDE, Writer.THROUGH), LOCAL_TWICE);
  private static final Scenario OWN_WRITES = scenario(
          "aside + through by the reading instance",
          List.of(Writer.ASIDE, Writer.THROUGH),
          LOCAL_TWICE)
      .in(Topology.TOGETHER);
  private static final Scenario CRASH = scenario(
          "a writer dies, its fence expires", List.of(Writer.ASIDE), LOCAL_TWICE, REMOTE)
      .withCrash()
      .expiring(Expiry.AFTER_A_DEATH);
  private static final Scenario JOINED = scenario(
      "aside + bypass, joined flights", List.of(Writer.ASIDE, Writer.BYPASS), LOCAL, LOCAL);
  private static final Scenario BYPASS = scenario(
      "through + bypass, two instances", List.of(Writer.THROUGH, Writer.BYPASS), LOCAL, REMOTE);
  private static final Scenario TWO_INSTANCES = scenario(
      "aside + through, two instances", List.of(Writer.ASIDE, Writer.THROUGH), LOCAL, REMOTE);

  private static final Scenario VERBS =
      scenario("verb + verb + through", List.of(Writer.VERB, Writer.VERB, Writer.THROUGH), REMOTE);
  private static final Scenario VERBS_LOSE_LEASES = scenario(
          "verb + verb, leases expire", List.of(Writer.VERB, Writer.VERB), REMOTE)
      .expiring(Expiry.LEASES);
  private static final Scenario VERBS_HERE = scenario(
      "the cache owns the value: verb + verb + put",
      List.of(Writer.VERB_HERE, Writer.VERB_HERE, Writer.PUT_HERE),
      LOCAL);

  /** Each rule, and a scenario that needs it. */
  private static final Map<Mutation, Scenario> NEEDED_IN = Map.ofEntries(
      Map.entry(Mutation.NO_LEASE, EXPIRY),
      Map.entry(Mutation.NO_FENCE, CRASH),
      Map.entry(Mutation.NO_TAINT, EXPIRY),
      Map.entry(Mutation.NO_VOID_MARK, LOCAL_READER),
      Map.entry(Mutation.INVALIDATE_WITHOUT_TAINT, ALONE_JOINED),
      Map.entry(Mutation.UNKNOWN_RELEASE_SETS, EXPIRY),
      Map.entry(Mutation.UNKNOWN_RELEASE_WITHOUT_TAINT, EXPIRY),
      Map.entry(Mutation.LEASE_IGNORES_FENCE, CRASH),
      Map.entry(Mutation.UPGRADE_WITHOUT_LEASE, VERBS),
      Map.entry(Mutation.LOCAL_FROM_UNFILLED_LOAD, CRASH),
      Map.entry(Mutation.JOINER_TAKES_UNFILLED, JOINED),
      Map.entry(Mutation.JOINER_TAKES_WHAT_IS_LANDING, JOINED));

  private static Stream<Scenario> scenarios() {
    return Stream.of(
        EXPIRY,
        ALONE,
        ALONE_JOINED,
        LOCAL_READER,
        OWN_WRITES,
        CRASH,
        JOINED,
        BYPASS,
        TWO_INSTANCES,
        VERBS,
        VERBS_LOSE_LEASES,
        VERBS_HERE,
        ALONE_JOINED.absentAtFirst(),
        LOCAL_READER.absentAtFirst(),
        CRASH.absentAtFirst(),
        JOINED.absentAtFirst(),
        BYPASS.absentAtFirst());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void bothPropertiesHoldInEveryInterleaving(Scenario scenario) {
    InterleavingExplorer.Result result = InterleavingExplorer.explore(scenario, Mutation.NONE);

    assertThat(result.counterexample()).as("counterexample").isEmpty();
    assertThat(result.states()).as("states seen, or the scenario did not run").isGreaterThan(500);
  }

  @ParameterizedTest
  @EnumSource(value = Mutation.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void eachRuleIsNeeded(Mutation mutation) {
    Optional<List<String>> counterexample =
        InterleavingExplorer.explore(NEEDED_IN.get(mutation), mutation).counterexample();

    assertThat(counterexample)
        .as("an interleaving that shows why the rule is needed")
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_LEASE", "NO_FENCE", "NO_VOID_MARK", "LOCAL_FROM_UNFILLED_LOAD"})
  void aNegativeEntryNeedsTheRulesAsAValueDoes(Mutation mutation) {
    Scenario scenario = NEEDED_IN.get(mutation).absentAtFirst();

    Optional<List<String>> counterexample =
        InterleavingExplorer.explore(scenario, mutation).counterexample();

    assertThat(counterexample)
        .as("an interleaving that shows why the rule is needed")
        .isPresent();
  }

  @Test
  void aWriterThatOutlivesItsFenceAndThenDiesIsTheKnownLimit() {
    Scenario scenario = scenario(
            "outlives its fence, then dies", List.of(Writer.ASIDE), LOCAL, REMOTE)
        .withCrash()
        .expiring(Expiry.AT_ANY_TIME);

    Optional<List<String>> counterexample =
        InterleavingExplorer.explore(scenario, Mutation.NONE).counterexample();

    assertThat(counterexample)
        .as("docs/limitations.md says that this is not protected")
        .isPresent();
  }

  private static Scenario scenario(String name, List<Writer> writers, Reader... readers) {
    return Scenario.of(name, writers, List.of(readers));
  }
}
