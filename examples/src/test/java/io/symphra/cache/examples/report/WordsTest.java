package io.symphra.cache.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void timesHaveTheUnitThatSuitsThem() {
    assertThat(Words.time(0)).isEqualTo("0 s");
    assertThat(Words.time(340)).isEqualTo("0.3 µs");
    assertThat(Words.time(45_600)).isEqualTo("46 µs");
    assertThat(Words.time(7_890_000)).isEqualTo("7.9 ms");
    assertThat(Words.time(789_000_000)).isEqualTo("789 ms");
    assertThat(Words.time(1_234_000_000)).isEqualTo("1.23 s");
    assertThat(Words.time(61_000_000_000L)).isEqualTo("61.0 s");
  }

  @Test
  void hundredPercentMeansAll() {
    assertThat(Words.percent(0.9999)).isEqualTo("99.9 %");
    assertThat(Words.percent(1)).isEqualTo("100.0 %");
    assertThat(Words.percent(0.29)).isEqualTo("29.0 %");
  }
}
