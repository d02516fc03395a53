package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys a cache holds, asked by pattern. */
@ParameterizedClass
@EnumSource(Tiers.class)
class KeysTest {

  private final AtomicLong clock = new AtomicLong();
  private final CacheManager manager;
  private final Cache<Integer, String> cache;

  KeysTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
    cache = manager
        .cache("numbers", Integer.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
        .build();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void keysAreMatchedInTheirRenderedForm() {
    IntStream.range(0, 30).forEach(key -> cache.put(key, "v"));

    assertThat(cache.keys("2*", 100))
        .containsExactlyInAnyOrder(2, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
    assertThat(cache.keys("?", 100)).hasSize(10);
    assertThat(cache.keys("x", 100)).isEmpty();
  }

  @Test
  void noMoreKeysAreGivenThanAskedFor() {
    IntStream.range(0, 30).forEach(key -> cache.put(key, "v"));
    IntStream.range(0, 5).forEach(cache::getIfPresent);

    assertThat(cache.keys("*", 7)).hasSize(7);
    assertThat(cache.keys("*", 30)).hasSize(30);
    assertThat(cache.keys("*", Integer.MAX_VALUE)).hasSize(30);
  }

  @Test
  void keysThatAreGoneAreNotGiven() {
    cache.put(1, "v");
    cache.put(2, "v");
    cache.invalidate(1);
    assertThat(cache.keys("*", 10)).containsExactly(2);

    clock.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(cache.keys("*", 10)).isEmpty();
  }

  @Test
  void lookingIsNoRequest() {
    cache.put(1, "v");

    cache.keys("*", 10);

    assertThat(cache.stats().requests()).isZero();
  }

  @Test
  void whatIsGivenCannotBeChanged() {
    cache.put(1, "v");
    Set<Integer> keys = cache.keys("*", 10);

    assertThatThrownBy(() -> keys.remove(1)).isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aLimitBelowOneIsRefused(int limit) {
    assertThatThrownBy(() -> cache.keys("*", limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'numbers': limit must be at least 1, was " + limit);
  }

  @Test
  void aClosedCacheHasNoKeysToGive() {
    cache.close();

    assertThatThrownBy(() -> cache.keys("*", 1)).isInstanceOf(CacheClosedException.class);
  }
}
