package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.internal.FlightRules.Role;
import io.symphra.cache.internal.Outcome.Failed;
import io.symphra.cache.internal.Outcome.Hit;
import io.symphra.cache.internal.Outcome.Loaded;
import io.symphra.cache.internal.Outcome.NotLoaded;
import io.symphra.cache.internal.Outcome.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may take what a flight brought. */
class FlightRulesTest {

  private final FlightRules rules = new FlightRules();

  static Stream<Arguments> table() {
    return Stream.of(
        //                                        leader early  late   watcher
        row(new Hit<>("v", true, false), /*            */ true, true, true, false),
        row(new Hit<>("v", false, false), /*           */ true, false, false, false),
        row(new Loaded<>("v", true, true), /*   */ true, true, true, false),
        row(new Loaded<>("v", false, true), /*  */ true, true, false, false),
        row(new Failed<>(LoadFailure.LOADER, "m", null), /*         */ true, true, true, false),
        row(new NotLoaded<>(Reason.ABANDONED), true, false, false, false));
  }

  private static Arguments row(
      Outcome<String> outcome, boolean leader, boolean early, boolean late, boolean watcher) {
    return Arguments.of(outcome, leader, early, late, watcher);
  }

  @ParameterizedTest
  @MethodSource("table")
  void mayTake(
      Outcome<String> outcome, boolean leader, boolean early, boolean late, boolean watcher) {
    assertThat(rules.mayTake(Role.LEADER, outcome)).isEqualTo(leader);
    assertThat(rules.mayTake(Role.EARLY, outcome)).isEqualTo(early);
    assertThat(rules.mayTake(Role.LATE, outcome)).isEqualTo(late);
    assertThat(rules.mayTake(Role.WATCHER, outcome)).isEqualTo(watcher);
  }

  @Test
  void theRoleOfAJoinerFollowsTheStageOfTheFlight() {
    Flight<String> flight = new Flight<>(true);

    assertThat(flight.join()).isEqualTo(Role.EARLY);
    flight.beginLoad();
    assertThat(flight.join()).isEqualTo(Role.LATE);
    flight.beginFill();
    assertThat(flight.join()).isEqualTo(Role.WATCHER);
    assertThat(new Flight<>(false).join()).isEqualTo(Role.WATCHER);
  }

  @Test
  void aVoidFlightKeepsNothing() {
    Flight<String> flight = new Flight<>(true);
    assertThat(rules.mayKeep(flight)).isTrue();

    flight.markVoid();

    assertThat(rules.mayKeep(flight)).isFalse();
  }
}
