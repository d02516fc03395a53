package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.event.CacheListener;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What listeners and the history of invalidations refuse. */
class EventsBadInputTest {

  private static final CacheListener<String> GREEDY = new CacheListener<>() {
    @Override
    public int sampleOneIn() {
      return -1;
    }
  };

  private final CacheManager manager = CacheManager.builder().ticker(() -> 0).build();

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> bad() {
    return manager.cache("bad", String.class, String.class);
  }

  static Stream<Arguments> badOptions() {
    Class<?> isNull = NullPointerException.class;
    Class<?> value = IllegalArgumentException.class;
    Class<?> conflict = IllegalStateException.class;
    return Stream.of(
        option(isNull, "listener must not be null", b -> b.listener(nullValue())),
        option(
            value, "sampleOneIn of a listener must be at least 0, was -1", b -> b.listener(GREEDY)),
        option(value, "eventQueueSize must be from 1 to 1000000, was 0", b -> b.eventQueueSize(0)),
        option(
            value,
            "eventQueueSize must be from 1 to 1000000, was 1000001",
            b -> b.eventQueueSize(1_000_001)),
        option(
            conflict,
            "eventQueueSize was already set to 5",
            b -> b.eventQueueSize(5).eventQueueSize(5)),
        option(
            value,
            "invalidationHistory must be from 0 to 100000, was -1",
            b -> b.invalidationHistory(-1)),
        option(
            value,
            "invalidationHistory must be from 0 to 100000, was 100001",
            b -> b.invalidationHistory(100_001)),
        option(
            conflict,
            "invalidationHistory was already set to 0",
            b -> b.invalidationHistory(0).invalidationHistory(1)));
  }

  private static Arguments option(
      Class<?> kind, String message, Consumer<CacheBuilder<String, String>> setting) {
    return Arguments.of(message, kind, setting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badOptions")
  void anOptionThatIsNotAllowedIsRefusedAndChangesNothing(
      String message,
      Class<? extends Throwable> kind,
      Consumer<CacheBuilder<String, String>> setting) {
    assertThatThrownBy(() -> setting.accept(bad()))
        .isInstanceOf(kind)
        .hasMessage("cache 'bad': " + message);

    assertThat(manager.caches()).isEmpty();
  }

  @Test
  void theLimitsThemselvesAreAllowed() {
    CacheConfig<String, String> config =
        bad().eventQueueSize(1).invalidationHistory(100_000).build().config();

    assertThat(config.eventQueueSize()).isOne();
    assertThat(config.invalidationHistory()).isEqualTo(100_000);
    assertThat(config.listeners()).isEmpty();
  }

  @Test
  void aCacheRefusesWhatIsNoListener() {
    Cache<String, String> cache = bad().build();

    assertThatThrownBy(() -> cache.addListener(nullValue()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'bad': listener must not be null");
    assertThatThrownBy(() -> cache.removeListener(nullValue()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'bad': listener must not be null");
    assertThatThrownBy(() -> cache.addListener(GREEDY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'bad': sampleOneIn of a listener must be at least 0, was -1");
  }

  @Test
  void aClosedCacheTakesNoListenersButLetsThemGo() {
    Cache<String, String> cache = bad().build();
    cache.close();
    CacheListener<String> listener = new Ear();

    assertThatThrownBy(() -> cache.addListener(listener)).isInstanceOf(CacheClosedException.class);
    cache.removeListener(listener);
  }

  @Test
  void aHistoryOfNothingCannotBeAskedFor() {
    Cache<String, String> cache = bad().build();

    assertThatThrownBy(() -> cache.invalidationHistory(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'bad': limit must be at least 1, was 0");
  }

  @Test
  void aListenerMadeOfAFunctionChecksWhatItIsMadeOf() {
    assertThatThrownBy(() -> CacheListener.of(nullValue()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("listener must not be null");
    assertThatThrownBy(() -> CacheListener.sampling(-1, event -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("oneIn must be at least 0, was -1");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nullValue() {
    return null;
  }
}
