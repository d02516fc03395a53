package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Changing a cache while it runs. */
@ParameterizedClass
@EnumSource(Tiers.class)
class CacheControlTest {

  private final AtomicLong clock = new AtomicLong();
  private final Gate gate = new Gate();
  private final CacheManager manager;

  CacheControlTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    gate.open();
    manager.close();
  }

  private CacheBuilder<String, String> builder() {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
        .loader(CacheLoader.oneByOne(key -> "value of " + key));
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static void read(Cache<String, String> cache, int keys) {
    for (int round = 0;
        round < 2;
        round++) { // a shared tier brings the entry home on the second read
      IntStream.range(0, keys).forEach(i -> cache.get("k" + i));
    }
  }

  @Test
  void aSmallerMaximumSizeEvictsAtOnceAndALargerOneMakesRoom() {
    Cache<String, String> cache = builder().maximumSize(100).build();
    read(cache, 100);
    assertThat(cache.stats().size()).isEqualTo(100);

    cache.maximumSize(10);

    assertThat(cache.stats().size()).isEqualTo(10);
    assertThat(cache.stats().evictions()).isEqualTo(90);
    assertThat(cache.stats().maximum()).isEqualTo(10);
    assertThat(cache.config().maximum()).isEqualTo(10);

    cache.maximumSize(1_000);
    read(cache, 100);

    assertThat(cache.stats().size()).isEqualTo(100);
    assertThat(cache.stats().evictions()).isEqualTo(90);
  }

  @Test
  void aSmallerMaximumWeightEvictsAtOnce() {
    Cache<String, String> cache =
        builder().maximumWeight(1_000, (key, value) -> 10).build();
    read(cache, 100);

    cache.maximumWeight(95);

    assertThat(cache.stats().size()).isEqualTo(9);
    assertThat(cache.config().maximum()).isEqualTo(95);
  }

  @Test
  void aMaximumOfTheOtherKindOrBelowOneIsRefusedAndChangesNothing() {
    Cache<String, String> sized = builder().maximumSize(5).build();
    Cache<String, String> weighed = manager
        .cache("weighed", String.class, String.class)
        .maximumWeight(7, (key, value) -> 1)
        .build();

    assertThatThrownBy(() -> sized.maximumWeight(3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "cache 'letters': maximumWeight cannot be changed, because the cache was built with a maximumSize of 5");
    assertThatThrownBy(() -> weighed.maximumSize(3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "cache 'weighed': maximumSize cannot be changed, because the cache was built with a maximumWeight of 7");
    assertThatThrownBy(() -> sized.maximumSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'letters': maximumSize must be at least 1, was 0");
    assertThatThrownBy(() -> weighed.maximumWeight(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'weighed': maximumWeight must be at least 1, was -1");

    assertThat(sized.config().maximum()).isEqualTo(5);
    assertThat(weighed.config().maximum()).isEqualTo(7);
  }

  @Test
  void aTimeToLiveDecidesForWhatIsLoadedAndWrittenFromThenOn() {
    Cache<String, String> cache = builder().build();
    cache.get("before");
    cache.put("put before", "v");

    TimeToLive<Object, Object> hour = TimeToLive.of(Duration.ofHours(1)).jitter(0);
    cache.timeToLive(hour);
    cache.get("after");
    cache.put("put after", "v");
    cache.fill(List.of("filled"), keys -> Map.of("filled", "v"), FillOptions.ofDefaults());
    pass(Duration.ofMinutes(30));

    assertThat(cache.config().timeToLive()).isSameAs(hour);
    assertThat(cache.getIfPresent("before")).isNull();
    assertThat(cache.getIfPresent("put before")).isNull();
    assertThat(cache.getIfPresent("after")).isNotNull();
    assertThat(cache.getIfPresent("put after")).isNotNull();
    assertThat(cache.getIfPresent("filled")).isNotNull();
  }

  @Test
  void aViewThatWasMadeBeforeFollowsItsCache() {
    Cache<String, String> cache = builder().build();
    Cache<String, String> view = cache.with(CallOptions.ofDefaults().skipLocal());

    view.timeToLive(TimeToLive.of(Duration.ofHours(1)).jitter(0));
    view.get("read");
    view.put("put", "v");
    pass(Duration.ofMinutes(30));

    assertThat(cache.getIfPresent("read")).isNotNull();
    assertThat(cache.getIfPresent("put")).isNotNull();
    assertThat(view.config()).isEqualTo(cache.config());
  }

  @Test
  void aLoadUnderWayKeepsTheTimeToLiveItBeganWith() {
    Cache<String, String> cache = builder().build();
    Background<String> reader = Background.start(() -> cache.get("a", key -> {
      gate.passQuietly();
      return "v";
    }));
    gate.untilReached();

    cache.timeToLive(TimeToLive.of(Duration.ofHours(1)));
    gate.open();
    assertThat(reader.result()).isEqualTo("v");

    pass(Duration.ofMinutes(2));
    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void changesAreTheirCachesOwnAndEndWithIt() {
    Cache<String, String> first = builder().maximumSize(5).build();
    Cache<String, String> other =
        manager.cache("other", String.class, String.class).maximumSize(5).build();
    first.maximumSize(3);
    first.bypass(true);

    assertThat(other.config().maximum()).isEqualTo(5);
    assertThat(other.isBypassed()).isFalse();

    first.close();
    Cache<String, String> second = builder().maximumSize(5).build();
    assertThat(second.config().maximum()).isEqualTo(5);
    assertThat(second.isBypassed()).isFalse();
  }

  @Test
  void aTimeToLiveOfNullIsRefused() {
    Cache<String, String> cache = builder().build();
    TimeToLive<Object, Object> none = nullValue();

    assertThatThrownBy(() -> cache.timeToLive(none))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'letters': timeToLive must not be null");
  }

  @Test
  void aClosedCacheCannotBeChanged() {
    Cache<String, String> cache = builder().build();
    cache.bypass(true);
    cache.close();

    List<ThrowingCallable> changes = List.of(
        () -> cache.maximumSize(1),
        () -> cache.maximumWeight(1),
        () -> cache.timeToLive(TimeToLive.eternal()),
        () -> cache.bypass(false));
    assertThat(changes)
        .allSatisfy(change -> assertThatThrownBy(change).isInstanceOf(CacheClosedException.class));
    assertThat(cache.isBypassed()).isTrue();
    assertThat(cache.stats().bypassed()).isTrue();
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nullValue() {
    return null;
  }
}
