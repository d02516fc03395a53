package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.protect.KeyFilter;
import io.symphra.cache.protect.KeyFilterBuilder;
import io.symphra.cache.protect.KeyFilterStats;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a key filter refuses. */
class KeyFilterBadInputTest {

  private static KeyFilterBuilder<String> filter() {
    return KeyFilter.of(Stream::of);
  }

  static Stream<Arguments> badOptions() {
    Class<?> value = IllegalArgumentException.class;
    Class<?> conflict = IllegalStateException.class;
    String keys = "expectedKeys must be from 1 to 1000000000, was ";
    String rate = "falsePositiveRate must be from 0.000001 to 0.5, was ";
    String every = "rebuildEvery must be from 1 s to 365 days, was ";
    Duration minute = Duration.ofMinutes(1);
    return Stream.of(
        option(value, keys + "0", b -> b.expectedKeys(0)),
        option(value, keys + "1000000001", b -> b.expectedKeys(1_000_000_001)),
        option(
            conflict,
            "expectedKeys was already set to 7",
            b -> b.expectedKeys(7).expectedKeys(8)),
        option(
            conflict,
            "expectedKeys must be set: it decides how much room the filter takes",
            b -> b.build()),
        option(value, rate + "0.0", b -> b.falsePositiveRate(0)),
        option(value, rate + "0.51", b -> b.falsePositiveRate(0.51)),
        option(value, rate + "NaN", b -> b.falsePositiveRate(Double.NaN)),
        option(
            conflict,
            "falsePositiveRate was already set to 0.1",
            b -> b.falsePositiveRate(0.1).falsePositiveRate(0.1)),
        option(value, every + "PT0.999S", b -> b.rebuildEvery(Duration.ofMillis(999))),
        option(
            value,
            every + "PT8760H0.001S",
            b -> b.rebuildEvery(Duration.ofDays(365).plusMillis(1))),
        option(
            conflict,
            "rebuildEvery was already set to PT1M",
            b -> b.rebuildEvery(minute).rebuildEvery(minute)),
        option(
            NullPointerException.class,
            "rebuildEvery must not be null",
            b -> b.rebuildEvery(nullValue())));
  }

  private static Arguments option(
      Class<?> exception, String message, Consumer<KeyFilterBuilder<String>> call) {
    return Arguments.of(exception, message, call);
  }

  @ParameterizedTest
  @MethodSource("badOptions")
  void aBadOptionIsRefused(
      Class<? extends Throwable> exception,
      String message,
      Consumer<KeyFilterBuilder<String>> call) {
    KeyFilterBuilder<String> builder = filter();

    assertThatThrownBy(() -> call.accept(builder))
        .isInstanceOf(exception)
        .hasMessage("keyFilter " + message);
  }

  @Test
  void noKeysAreRefused() {
    assertThatThrownBy(() -> KeyFilter.<String>of(nullValue()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("keyFilter keys must not be null");
  }

  @Test
  void aCacheTakesOneFilterMadeHere() {
    try (CacheManager manager = CacheManager.builder().build()) {
      CacheBuilder<String, String> builder = manager.cache("bad", String.class, String.class);
      assertThatThrownBy(() -> builder.keyFilter(nullValue()))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("cache 'bad': keyFilter must not be null");
      assertThatThrownBy(() -> builder.keyFilter(new OfSomebodyElse()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("cache 'bad': keyFilter must be made by KeyFilter.of, was somebody else's");
      builder.keyFilter(filter().expectedKeys(1).build());
      assertThatThrownBy(() -> builder.keyFilter(filter().expectedKeys(1).build()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("cache 'bad': keyFilter was already set to KeyFilter[1 keys, 0.01]");
    }
  }

  private static final class OfSomebodyElse implements KeyFilter<String> {
    @Override
    public CompletableFuture<KeyFilterStats> rebuild() {
      throw new UnsupportedOperationException();
    }

    @Override
    public KeyFilterStats stats() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
      return "somebody else's";
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nullValue() {
    return null;
  }
}
