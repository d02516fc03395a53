package io.symphra.cache.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineMeterTest {

  private final AtomicLong nanos = new AtomicLong();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final LineMeter meter = new LineMeter(new PrintStream(said, true, UTF_8), nanos::get);

  @Test
  void tellsRateAndTimeLeftEveryThreeSeconds() {
    meter.begin("cold: 100,000 requests", 100_000);
    at(1, 10_000);
    at(4, 40_000);
    at(5, 50_000);
    at(7, 70_000);

    assertThat(said.toString(UTF_8).lines())
        .containsExactly(
            "  cold: 100,000 requests: 40,000 done, 10,000/s, 6.00 s left",
            "  cold: 100,000 requests: 70,000 done, 10,000/s, 3.00 s left");
  }

  @Test
  void saysNothingAtTheEndOrWithoutSteps() {
    meter.begin("cold", 10);
    at(5, 10);
    meter.end();
    meter.begin("starting", 0);
    at(10, 0);

    assertThat(said.toString(UTF_8)).isEmpty();
  }

  private void at(int second, int done) {
    nanos.set(TimeUnit.SECONDS.toNanos(second));
    meter.advance(done);
  }
}
