package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of a shared tier that fails. */
class OutagesTest {

  private final Outages outages = new Outages();

  @Test
  void anOutageIsToldWhenItBeginsAndWhenItEnds() {
    assertThat(outages.endWith("read")).as("nothing has failed").isFalse();

    assertThat(outages.beginWith("read")).isTrue();
    assertThat(outages.beginWith("read")).isFalse();
    assertThat(outages.endWith("read")).isTrue();
    assertThat(outages.endWith("read")).isFalse();

    assertThat(outages.beginWith("read")).as("the next outage").isTrue();
  }

  @Test
  void aTierThatAnswersReadsAndRefusesFillsIsToldOnce() {
    assertThat(outages.beginWith("fill")).isTrue();

    assertThat(outages.endWith("read")).isFalse();
    assertThat(outages.beginWith("fill")).isFalse();

    assertThat(outages.endWith("fill")).isTrue();
  }
}
