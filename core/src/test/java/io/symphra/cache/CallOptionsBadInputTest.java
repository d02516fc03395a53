package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallOptionsBadInputTest {

  private static final CallOptions DEFAULTS = CallOptions.ofDefaults();

  private final CacheManager manager = CacheManager.builder().build();
  private final Cache<String, String> plain =
      manager.cache("plain", String.class, String.class).build();

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<Arguments> badOptions() {
    Class<?> value = IllegalArgumentException.class;
    Class<?> isNull = NullPointerException.class;
    return Stream.of(
        bad(
            value,
            "timeout must be from 1 ms to 365 days, was PT0S",
            o -> o.timeout(Duration.ZERO)),
        bad(
            value,
            "timeout must be from 1 ms to 365 days, was PT-1S",
            o -> o.timeout(Duration.ofSeconds(-1))),
        bad(
            value,
            "timeout must be from 1 ms to 365 days, was PT8784H",
            o -> o.timeout(Duration.ofDays(366))),
        bad(value, "timeToLive must be positive, was PT0S", o -> o.timeToLive(Duration.ZERO)),
        bad(isNull, "timeout must not be null", o -> o.timeout(nullValue())),
        bad(
            isNull,
            "timeToLive must not be null",
            o -> o.timeToLive(CallOptionsBadInputTest.<Duration>nullValue())),
        bad(
            isNull,
            "timeToLive must not be null",
            o -> o.timeToLive(CallOptionsBadInputTest.<TimeToLive<Object, Object>>nullValue())));
  }

  private static Arguments bad(
      Class<?> kind, String message, Function<CallOptions, CallOptions> option) {
    return Arguments.of(message, kind, option);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badOptions")
  void anOptionThatIsNotAllowedIsRefused(
      String message, Class<? extends Throwable> kind, Function<CallOptions, CallOptions> option) {
    assertThatThrownBy(() -> option.apply(DEFAULTS)).isInstanceOf(kind).hasMessage(message);
  }

  @Test
  void aViewThatTheCacheCannotServeIsRefused() {
    assertThatThrownBy(() -> plain.with(WriteMode.WRITE_THROUGH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "cache 'plain': writeMode WRITE_THROUGH needs a writer, and the cache was built without one");
    assertThatThrownBy(() -> plain.with(ReadStrategy.READ_THROUGH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "cache 'plain': readStrategy READ_THROUGH needs a loader, and the cache was built without one");
    assertThat(plain.with(ReadStrategy.CACHE_ASIDE)).isSameAs(plain);
  }

  @Test
  void nullIsRefused() {
    assertThatThrownBy(() -> plain.with(CallOptionsBadInputTest.<CallOptions>nullValue()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'plain': options must not be null");
    assertThatThrownBy(() -> plain.with(CallOptionsBadInputTest.<WriteMode>nullValue()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'plain': writeMode must not be null");
    assertThatThrownBy(() -> plain.with(CallOptionsBadInputTest.<ReadStrategy>nullValue()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'plain': readStrategy must not be null");
    assertThatThrownBy(() -> plain
            .with(DEFAULTS.timeout(Duration.ofSeconds(1)))
            .get(CallOptionsBadInputTest.<String>nullValue()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'plain': key must not be null");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a careless caller does
  private static <T> T nullValue() {
    return null;
  }
}
