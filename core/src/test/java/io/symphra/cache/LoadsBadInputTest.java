package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.protect.Coalescing;
import io.symphra.cache.protect.LoadLimit;
import io.symphra.cache.protect.LoadTimeout;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of loads that are not allowed. */
class LoadsBadInputTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final CacheManager manager = CacheManager.builder().build();

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        value("loadLimit maxConcurrent must be at least 1, was 0", () -> LoadLimit.of(0)),
        value("loadLimit maxConcurrent must be at least 1, was -3", () -> LoadLimit.of(-3)),
        value(
            "loadLimit maxWaiting must be at least 0, was -1",
            () -> LoadLimit.of(1).maxWaiting(-1)),
        value(
            "loadLimit maxWait must be from 1 ms to 1 hour, was PT0S",
            () -> LoadLimit.of(1).maxWait(Duration.ZERO)),
        value(
            "loadLimit maxWait must be from 1 ms to 1 hour, was PT1H0.001S",
            () -> LoadLimit.of(1).maxWait(Duration.ofHours(1).plusMillis(1))),
        value(
            "loadTimeout hard must be from 1 ms to 1 hour, was PT0S",
            () -> LoadTimeout.of(Duration.ZERO)),
        value(
            "loadTimeout hard must be from 1 ms to 1 hour, was PT-1S",
            () -> LoadTimeout.of(Duration.ofSeconds(-1))),
        value(
            "loadTimeout soft must be at least 1 ms and below hard PT1S, was PT1S",
            () -> LoadTimeout.of(SECOND).soft(SECOND)),
        value(
            "loadTimeout soft must be at least 1 ms and below hard PT1S, was PT0S",
            () -> LoadTimeout.of(SECOND).soft(Duration.ZERO)),
        value(
            "coalescing window must be from 1 microsecond to 1 second, was PT0S",
            () -> Coalescing.of(Duration.ZERO)),
        value(
            "coalescing window must be from 1 microsecond to 1 second, was PT1.001S",
            () -> Coalescing.of(Duration.ofMillis(1001))),
        value(
            "coalescing maxBatch must be at least 2, was 1",
            () -> Coalescing.of(SECOND).maxBatch(1)));
  }

  private static Arguments value(String message, ThrowingCallable call) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badValues")
  void aValueThatIsNotAllowedIsRefused(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  static Stream<Arguments> badOptions() {
    CacheLoader<String, String> loader = CacheLoader.oneByOne(key -> key);
    LoadTimeout timeout = LoadTimeout.of(SECOND);
    return Stream.of(
        conflict(
            "loadLimit was already set to 2 at once, 20 waiting for PT1S",
            b -> b.loadLimit(LoadLimit.of(2)).loadLimit(LoadLimit.of(3))),
        conflict(
            "loadTimeout was already set to soft PT0.1S, hard PT1S",
            b -> b.loadTimeout(timeout.soft(Duration.ofMillis(100))).loadTimeout(timeout)),
        conflict(
            "coalescing was already set to PT1S, at most 100 keys",
            b -> b.coalescing(Coalescing.of(SECOND)).coalescing(Coalescing.of(SECOND))),
        conflict(
            "coalescing needs a loader, and none was given",
            b -> b.coalescing(Coalescing.of(SECOND)).build()),
        conflict(
            "loadTimeout soft needs serveStale: without it there is no stale value to answer",
            b ->
                b.loader(loader).loadTimeout(timeout.soft(Duration.ofMillis(1))).build()),
        conflict(
            "must together be below leaseTimeout PT1S, were PT1S: a load that outlives its lease is not stored",
            b -> b.loader(loader).loadTimeout(timeout).leaseTimeout(SECOND).build()),
        conflict(
            "must together be below leaseTimeout PT10S, were PT10S",
            b -> b.loader(loader)
                .loadTimeout(LoadTimeout.of(Duration.ofSeconds(8)))
                .loadLimit(LoadLimit.of(1))
                .coalescing(Coalescing.of(SECOND))
                .build()),
        isNull("loadLimit must not be null", b -> b.loadLimit(nullValue())),
        isNull("loadTimeout must not be null", b -> b.loadTimeout(nullValue())),
        isNull("coalescing must not be null", b -> b.coalescing(nullValue())));
  }

  private static Arguments conflict(
      String message, Consumer<CacheBuilder<String, String>> setting) {
    return Arguments.of(message, IllegalStateException.class, setting);
  }

  private static Arguments isNull(String message, Consumer<CacheBuilder<String, String>> setting) {
    return Arguments.of(message, NullPointerException.class, setting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badOptions")
  void anOptionThatIsNotAllowedIsRefused(
      String message,
      Class<? extends Throwable> kind,
      Consumer<CacheBuilder<String, String>> setting) {
    assertThatThrownBy(() -> setting.accept(manager.cache("bad", String.class, String.class)))
        .isInstanceOf(kind)
        .hasMessageStartingWith("cache 'bad': ")
        .hasMessageContaining(message);

    assertThat(manager.caches()).isEmpty();
  }

  @Test
  void nullIsRefused() {
    Duration none = nullValue();
    Optional<Duration> nothing = nullValue();
    assertThatThrownBy(() -> LoadLimit.of(1).maxWait(none))
        .hasMessage("loadLimit maxWait must not be null");
    assertThatThrownBy(() -> LoadTimeout.of(none)).hasMessage("loadTimeout hard must not be null");
    assertThatThrownBy(() -> LoadTimeout.of(SECOND).soft(none))
        .hasMessage("loadTimeout soft must not be null");
    assertThatThrownBy(() -> new LoadTimeout(SECOND, nothing))
        .hasMessage("loadTimeout soft must not be null");
    assertThatThrownBy(() -> Coalescing.of(none)).hasMessage("coalescing window must not be null");
    assertThatThrownBy(() -> CacheLoader.withContext(nullValue())).hasMessage("loader");
  }

  @Test
  void whatIsAllowedIsInTheConfig() {
    CacheConfig<String, String> config = manager
        .cache("good", String.class, String.class)
        .loader(CacheLoader.oneByOne(key -> key))
        .serveStale(SECOND)
        .loadLimit(LoadLimit.of(7).maxWaiting(3).maxWait(SECOND))
        .loadTimeout(LoadTimeout.of(SECOND.multipliedBy(2)).soft(SECOND))
        .coalescing(Coalescing.of(Duration.ofMillis(2)).maxBatch(50))
        .build()
        .config();

    assertThat(config.loadLimit()).contains(new LoadLimit(7, 3, SECOND));
    assertThat(config.loadTimeout())
        .contains(new LoadTimeout(SECOND.multipliedBy(2), Optional.of(SECOND)));
    assertThat(config.coalescing()).contains(new Coalescing(Duration.ofMillis(2), 50));
    assertThat(LoadLimit.of(Integer.MAX_VALUE).maxWaiting()).isEqualTo(Integer.MAX_VALUE);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nullValue() {
    return null;
  }
}
