package io.symphra.cache.benchmarks.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandStatsTest {

  private final CommandStats stats = CommandStats.parse(List.of(
      "# Commandstats",
      "cmdstat_get:calls=7,usec=9,usec_per_call=1.00,rejected_calls=0,failed_calls=0",
      "cmdstat_mget:calls=2,usec=9,usec_per_call=1.00,rejected_calls=0,failed_calls=0",
      "cmdstat_get:calls=1,usec=9,usec_per_call=1.00,rejected_calls=0,failed_calls=0",
      "# Stats",
      "keyspace_hits:30",
      "keyspace_misses:5"));

  @Test
  void itAddsUpWhatEachServerCounted() {
    assertThat(stats.calls(Set.of("get"))).isEqualTo(8);
    assertThat(stats.calls(Set.of("get", "mget"))).isEqualTo(10);
    assertThat(stats.calls(Set.of("set"))).isZero();
    assertThat(stats.hits()).isEqualTo(30);
  }

  @Test
  void readsMustHaveFoundTheirKeys() {
    assertThatCode(() -> Contestant.LETTUCE.check(Task.GET, slice(10), stats))
        .doesNotThrowAnyException();
    assertThatIllegalStateException()
        .isThrownBy(() -> Contestant.LETTUCE.check(Task.GET_ALL, slice(1), stats))
        .withMessageContaining("counted 30 keys that were found where 100 were");
    assertThatIllegalStateException()
        .isThrownBy(() -> Contestant.LETTUCE.check(Task.GET, slice(11), stats));
  }

  @Test
  void oursNeedsTwoScriptsForALoadAndOneForAPut() {
    CommandStats scripts = CommandStats.parse(List.of("cmdstat_evalsha:calls=10,usec=9"));

    assertThatCode(() -> Contestant.SYMPHRA.check(Task.PUT, slice(10), scripts))
        .doesNotThrowAnyException();
    assertThatCode(() -> Contestant.SYMPHRA.check(Task.FILL, slice(5), scripts))
        .doesNotThrowAnyException();
    assertThatIllegalStateException()
        .isThrownBy(() -> Contestant.SYMPHRA.check(Task.UPDATE, slice(6), scripts))
        .withMessageContaining("counted 10 calls of ");
  }

  private static Slice slice(long calls) {
    return new Slice(calls, calls, 1, 1);
  }
}
