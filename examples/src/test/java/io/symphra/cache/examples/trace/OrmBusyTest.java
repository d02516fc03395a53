package io.symphra.cache.examples.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrmBusyTest {

  @Test
  void hasAllRequestsOfTheRealTrace() {
    Trace trace = new OrmBusy().read();

    assertThat(trace.size()).isEqualTo(5_000_000);
    assertThat(trace.keys()).hasSize(76_349).contains("-2131875792", "2146314288");
    assertThat(trace.history().hottest(Integer.MAX_VALUE)).hasSize(63_886);
    assertThat(trace.traffic().hottest(Integer.MAX_VALUE)).hasSize(63_115);
    assertThat(trace.remark()).isEmpty();
  }
}
