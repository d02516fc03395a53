package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.internal.InterleavingWalker.Result;
import io.symphra.cache.internal.Scenario.Topology;
import io.symphra.cache.testkit.RedisServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scenarios of the interleaving test on a real Redis: its scripts, its pushes, and the same readers and writers.
 *
 * <p>In the heap every interleaving is tried. Here each move takes a few calls to the server, so a few hundred walks are,
 * nearly the same ones each time. Without any one of the rules some walk goes wrong.
 */
@Timeout(600)
class RedisInterleavingTest {

  private static final long SEED = 20_261_123;
  private static final int WALKS = 60;
  /** Writes that depend on the current value wait for each other in real time. */
  private static final int WALKS_OF_VERBS = 20;

  private static final int MOST_WALKS_UNTIL_A_RULE_IS_MISSED = 3_000;

  private static RedisServer server;
  private static RedisInterleavedTier.Connections connections;

  @BeforeAll
  static void connect() {
    server = RedisServer.start();
    connections = new RedisInterleavedTier.Connections(server.uri());
  }

  @AfterAll
  static void disconnect() {
    connections.close();
    server.close();
  }

  private static Stream<Scenario> scenarios() {
    return Scenarios.all().filter(scenario -> scenario.topology() != Topology.ALONE);
  }

  /** Where the heap's scenario has nothing to do with Redis, or so many actors that chance seldom finds the walk. */
  private static Scenario scenarioNeeding(Mutation mutation) {
    return switch (mutation) {
      case INVALIDATE_WITHOUT_TAINT -> Scenarios.BYPASS;
      case JOINER_TAKES_WHAT_IS_LANDING -> Scenarios.LANDING;
      default -> Scenarios.needing(mutation);
    };
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void bothPropertiesHoldInEveryWalk(Scenario scenario) {
    boolean verbs = scenario.writers().stream().anyMatch(Scenario.Writer::decides);
    int walks = verbs ? WALKS_OF_VERBS : WALKS;

    Result result =
        InterleavingWalker.walk(scenario, Mutation.NONE, connections::newTier, walks, SEED);

    assertThat(result.counterexample()).as("counterexample").isEmpty();
    assertThat(result.different()).as("walks that differ").isGreaterThan(walks / 2);
  }

  @ParameterizedTest
  @EnumSource(value = Mutation.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void eachRuleIsNeeded(Mutation mutation) {
    Result result = InterleavingWalker.walk(
        scenarioNeeding(mutation),
        mutation,
        connections::newTier,
        MOST_WALKS_UNTIL_A_RULE_IS_MISSED,
        SEED);

    assertThat(result.counterexample())
        .as("a walk that shows why the rule is needed")
        .hasValueSatisfying(walk -> assertThat(walk.get(walk.size() - 1))
            .as("an old value, not a test that went astray")
            .containsPattern("older than|stale|decided on|read at rest"));
  }
}
