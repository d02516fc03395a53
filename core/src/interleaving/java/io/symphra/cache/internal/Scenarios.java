package io.symphra.cache.internal;

import io.symphra.cache.internal.Scenario.Expiry;
import io.symphra.cache.internal.Scenario.Reader;
import io.symphra.cache.internal.Scenario.Start;
import io.symphra.cache.internal.Scenario.Topology;
import io.symphra.cache.internal.Scenario.Writer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The small scenarios in which the protocol must hold, and in which each of its rules is needed. */
final class Scenarios {

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
  static final Scenario BYPASS = scenario(
      "through + bypass, two instances", List.of(Writer.THROUGH, Writer.BYPASS), LOCAL, REMOTE);
  private static final Scenario TWO_INSTANCES = scenario(
      "aside + through, two instances", List.of(Writer.ASIDE, Writer.THROUGH), LOCAL, REMOTE);

  /** The smallest in which a read can come while a fill that a write has overtaken is landing. */
  static final Scenario LANDING = scenario(
          "bypass, joined flights, nothing stored", List.of(Writer.BYPASS), LOCAL, LOCAL)
      .from(Start.COLD);

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

  private Scenarios() {}

  /** All in which the protocol must hold. */
  static Stream<Scenario> all() {
    return Stream.of(
        EXPIRY,
        ALONE,
        ALONE_JOINED,
        LOCAL_READER,
        OWN_WRITES,
        CRASH,
        JOINED,
        BYPASS,
        LANDING,
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

  /** The one that shows what a rule is good for. */
  static Scenario needing(Mutation mutation) {
    return Objects.requireNonNull(NEEDED_IN.get(mutation), mutation::name);
  }

  /** Beyond what the protocol protects from. */
  static Scenario knownLimit() {
    return scenario("outlives its fence, then dies", List.of(Writer.ASIDE), LOCAL, REMOTE)
        .withCrash()
        .expiring(Expiry.AT_ANY_TIME);
  }

  private static Scenario scenario(String name, List<Writer> writers, Reader... readers) {
    return Scenario.of(name, writers, List.of(readers));
  }
}
