package io.symphra.cache.examples.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SteadyTest {

  private static final int REQUESTS = 1_000;

  @Test
  void aCacheThatHitsLikeTheNeverRestartedOneIsSteadyAtOnce() {
    BitSet all = from(0);

    assertThat(new Steady(all, REQUESTS, 100).firstRequest(all)).hasValue(0);
  }

  @Test
  void becomesSteadyWithTheFirstWindowThatHasNinetyFivePercentOfTheHits() {
    Steady steady = new Steady(from(0), REQUESTS, 100);

    assertThat(steady.firstRequest(from(500))).hasValue(495);
  }

  @Test
  void isNeverSteadyIfNoWindowIsGoodEnough() {
    Steady steady = new Steady(from(0), REQUESTS, 100);

    assertThat(steady.firstRequest(new BitSet())).isEmpty();
    assertThat(steady.firstRequest(from(905))).hasValue(900);
    assertThat(steady.firstRequest(from(906))).isEmpty();
  }

  @Test
  void whatTheNeverRestartedCacheMissesTooIsNotHeldAgainstIt() {
    BitSet everyOther = new BitSet();
    for (int i = 0; i < REQUESTS; i += 2) {
      everyOther.set(i);
    }

    assertThat(new Steady(everyOther, REQUESTS, 100).firstRequest(everyOther)).hasValue(0);
  }

  @Test
  void theWindowIsTheSizeOfTheCacheOrHalfTheRequests() {
    assertThat(Steady.of(from(0), 100_000, 10_000).window()).isEqualTo(10_000);
    assertThat(Steady.of(from(0), 1_000, 10_000).window()).isEqualTo(500);
    assertThat(Steady.of(from(0), 1, 10_000).window()).isEqualTo(1);
  }

  private static BitSet from(int first) {
    BitSet bits = new BitSet();
    bits.set(first, REQUESTS);
    return bits;
  }
}
