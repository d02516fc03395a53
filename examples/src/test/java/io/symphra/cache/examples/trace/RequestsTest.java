package io.symphra.cache.examples.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {

  @Test
  void theHottestKeysComeLast() {
    Trace trace = trace("a b b c c c d d d d  a a a a a a a a a a");

    assertThat(trace.history().hottest(3)).containsExactly("b", "c", "d");
    assertThat(trace.history().hottest(99)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void ofEquallyHotKeysTheEarlierIsHotter() {
    Trace trace = trace("x y z  x x x");

    assertThat(trace.history().hottest(2)).containsExactly("y", "x");
  }

  @Test
  void anOddRequestBelongsToTheTraffic() {
    Trace trace = trace("a b c d e");

    assertThat(trace.history().size()).isEqualTo(2);
    assertThat(trace.traffic().size()).isEqualTo(3);
    assertThat(trace.traffic().key(0)).isEqualTo("c");
  }

  @Test
  void theFirstOfTheTrafficAreAtMostAllOfIt() {
    Requests traffic = trace("a b c d").traffic();

    assertThat(traffic.first(1).size()).isEqualTo(1);
    assertThat(traffic.first(Integer.MAX_VALUE - 9).size()).isEqualTo(2);
  }

  static Trace trace(String keys) {
    TraceBuilder builder = new TraceBuilder(TraceLimits.ofDefaults());
    List.of(keys.split(" +")).forEach(builder::add);
    return builder.build("test", Optional.empty());
  }
}
