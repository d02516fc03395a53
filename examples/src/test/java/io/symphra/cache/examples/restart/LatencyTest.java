package io.symphra.cache.examples.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

  @Test
  void takesTheNearestRank() {
    long[] oneToThousand = LongStream.rangeClosed(1, 1_000).map(i -> 1_001 - i).toArray();

    assertThat(Latency.of(oneToThousand, 0, 1_000)).isEqualTo(new Latency(500, 990, 1_000));
  }

  @Test
  void oneRequestIsAllOfThem() {
    assertThat(Latency.of(new long[] {9, 7, 8}, 1, 2)).isEqualTo(new Latency(7, 7, 7));
  }
}
