package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is told of a shared tier that fails. */
class OutagesTest {

  private final AtomicLong clock = new AtomicLong();
  private final Outages outages = new Outages(clock::get);

  private void passes(long time) {
    clock.addAndGet(time);
  }

  @Test
  void anOutageIsToldWhenItBeginsAndWhenItEnds() {
    assertThat(outages.endWith("read")).as("nothing has failed").isFalse();

    assertThat(outages.beginWith("read")).isTrue();
    assertThat(outages.beginWith("read")).isFalse();
    passes(Outages.QUIET + 1);
    assertThat(outages.endWith("read")).isTrue();
    assertThat(outages.endWith("read")).isFalse();

    assertThat(outages.beginWith("read")).as("the next outage").isTrue();
  }

  @Test
  void aTierThatAnswersReadsAndRefusesFillsIsToldOnce() {
    assertThat(outages.beginWith("fill")).isTrue();
    passes(Outages.QUIET + 1);

    assertThat(outages.endWith("read")).isFalse();
    assertThat(outages.beginWith("fill")).isFalse();
    passes(Outages.QUIET + 1);

    assertThat(outages.endWith("fill")).isTrue();
  }

  @Test
  void anOutageWhoseEndNobodyCouldTellIsOverWhenTheNextBegins() {
    assertThat(outages.beginWith("remind")).isTrue();
    passes(Outages.QUIET / 2);
    assertThat(outages.endWith("remind")).as("it may fail again at once").isFalse();

    passes(100 * Outages.QUIET);

    assertThat(outages.beginWith("remind")).isTrue();
  }

  @Test
  void anOutageInWhichNobodyAsksGoesOn() {
    assertThat(outages.beginWith("read")).isTrue();
    passes(100 * Outages.QUIET);
    assertThat(outages.beginWith("read")).isFalse();
  }

  @Test
  void aTierThatAnswersEveryOtherReadIsToldOnce() {
    assertThat(outages.beginWith("read")).isTrue();
    for (int read = 0; read < 100; read++) {
      passes(Outages.QUIET);
      assertThat(outages.endWith("read")).isFalse();
      assertThat(outages.beginWith("read")).isFalse();
    }
  }
}
