package io.symphra.cache.benchmarks.torture;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A rule of the protocol that a run can do without, to see that the test notices. */
@SuppressWarnings("ImmutableEnumChecker") // functions without a state
enum Rule {
  /** A fill without the lease it was granted is refused. */
  LEASE_CHECK(
      overlay -> overlay.text("fill", "if kind ~= 'L' or holder ~= token then", "if false then")),

  /** While a write is in progress nobody fills, and nothing old stands. */
  FENCE(overlay -> {
    overlay.text("fence", "  drop(value)\n  raise(guard, writers, joins)\n", "");
    overlay.text(
        "upgrade",
        "    drop(value)\n    raise(guard, { [ARGV[1]] = whole(now + ARGV[2]) }, false)\n",
        "");
  }),

  /** Of two writers at once neither sets its value. */
  TAINT(overlay ->
      overlay.text("release", "if entry ~= '' and not tainted then", "if entry ~= '' then")),

  /** Who joins a flight after its load began takes the result only if the fill was accepted. */
  JOINER_RULE(overlay -> overlay.code(
      "io.symphra.cache.internal.FlightRules",
      named("mayTake"),
      Mutations.LateJoinersTakeAll.class)),

  /** A flight whose key changed leaves nothing in the local tier. */
  VOID_MARKS(overlay ->
      overlay.code("io.symphra.cache.internal.FlightRules", named("mayKeep"), Mutations.Yes.class)),

  /** A release whose fence has fallen drops what was stored meanwhile. */
  DROP_ON_UNKNOWN_TOKEN(overlay -> overlay.text(
      "release",
      "so nobody's value is to be believed.\n    drop(value)\n",
      "so nobody's value is to be believed.\n")),

  /** A clear takes leases away first and drops values after that. */
  SECOND_PASS_OF_CLEAR(overlay -> overlay.code(
      "io.symphra.cache.redis.internal.RedisSharedCache",
      named("invalidateAll"),
      Mutations.NoValues.class));

  private final Edit edit;

  Rule(Edit edit) {
    this.edit = edit;
  }

  /** Takes a rule away. */
  @FunctionalInterface
  private interface Edit {
    void apply(Overlay overlay);
  }

  /** As it is called on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Rule::word).collect(Collectors.toList());
  }

  /** Writes what does without this rule into an overlay. */
  void takeFrom(Overlay overlay) {
    edit.apply(overlay);
  }
}
