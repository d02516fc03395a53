package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalEntryTest {

  private static final short TURN = 3;
  private static final long MILLI = 1_000_000;
  private static final long LONGER_THAN_A_PERIOD = 60 * MILLI;

  private static LocalEntry<String> entry(long now, OptionalLong version, Duration loadCost) {
    StoredEntry<String> stored = new StoredEntry<>(
        "value", 5, Duration.ofMinutes(1), Duration.ofSeconds(7), loadCost, version);
    return LocalEntry.of(stored, 0, now, 0, 4, 2);
  }

  private static LocalEntry<String> entry(long now) {
    return entry(now, OptionalLong.empty(), Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - MILLI, Long.MIN_VALUE, -MILLI, 1L << 56})
  void anAccessIsTakenOnceInATurnAndAPeriodWhateverTheTickerShows(long now) {
    LocalEntry<String> entry = entry(now);

    assertThat(entry.claimTouch(now, TURN)).isTrue();
    assertThat(entry.claimTouch(now + MILLI, TURN)).isFalse();
    assertThat(entry.claimTouch(now + MILLI, (short) (TURN + 1))).isTrue();
    assertThat(entry.claimTouch(now + LONGER_THAN_A_PERIOD + MILLI, (short) (TURN + 1)))
        .isTrue();
    assertThat(entry.accesses()).isEqualTo(3);
    assertThat(entry.idle(now + 1_000 * MILLI)).isCloseTo(939 * MILLI, within(17 * MILLI));
  }

  @Test
  void theCountOfAccessesEnds() {
    LocalEntry<String> entry = entry(0);

    for (int i = 0; i < 70_000; i++) {
      var unused = entry.claimTouch(i * LONGER_THAN_A_PERIOD, TURN);
    }

    assertThat(entry.accesses()).isEqualTo(65_535);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0, Long.MAX_VALUE})
  void keepsAVersion(long version) {
    LocalEntry<String> entry = entry(0, OptionalLong.of(version), Duration.ZERO);

    assertThat(entry.toStored().version()).hasValue(version);
    assertThat(entry(0).toStored().version()).isEmpty();
  }

  @Test
  void aLoadCostIsKeptInMicrosecondsUpToHalfAnHour() {
    assertThat(entry(0, OptionalLong.empty(), Duration.ofNanos(1_234_999)).loadCost())
        .isEqualTo(Duration.ofNanos(1_234_000));
    assertThat(entry(0, OptionalLong.empty(), Duration.ofDays(1)).loadCost())
        .isCloseTo(Duration.ofMinutes(35), Duration.ofMinutes(1));
  }

  @Test
  void keepsTheTimes() {
    long now = 9_000 * MILLI;
    LocalEntry<String> entry = entry(now);

    assertThat(entry.isFresh(now + 59_999 * MILLI)).isTrue();
    assertThat(entry.isFresh(now + 60_000 * MILLI)).isFalse();
    assertThat(entry.wantsAttention(now + 59_999 * MILLI)).isFalse();
    assertThat(entry.wantsAttention(now + 60_000 * MILLI)).isTrue();
    assertThat(entry.expiresAt()).isEqualTo(now + 67_000 * MILLI);
    assertThat(entry.toStored())
        .isEqualTo(new StoredEntry<>(
            "value",
            9_000,
            Duration.ofMinutes(1),
            Duration.ofSeconds(7),
            Duration.ZERO,
            OptionalLong.empty()));
  }
}
