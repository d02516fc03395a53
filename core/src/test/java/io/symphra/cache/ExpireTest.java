package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for the time an entry has left, and giving it another one. */
@ParameterizedClass
@EnumSource(Tiers.class)
class ExpireTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1"));
  private final AtomicInteger loads = new AtomicInteger();
  private final CacheManager manager;

  ExpireTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> letters() {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(MINUTE).jitter(0));
  }

  private Cache<String, String> readThrough() {
    return letters().loader(CacheLoader.oneByOne(this::read)).build();
  }

  private Cache<String, String> readThroughAndStale() {
    return letters()
        .serveStale(MINUTE.multipliedBy(10))
        .loader(CacheLoader.oneByOne(this::read))
        .build();
  }

  private @Nullable String read(String key) {
    loads.incrementAndGet();
    return database.get(key);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void theTimeLeftIsAskedFor() {
    Cache<String, String> cache = letters().serveStale(MINUTE).build();
    assertThat(cache.remainingTimeToLive("a")).isEmpty();
    cache.put("a", "1");

    assertThat(cache.remainingTimeToLive("a")).hasValue(MINUTE);
    pass(SECOND.multipliedBy(20));
    assertThat(cache.remainingTimeToLive("a")).hasValue(SECOND.multipliedBy(40));
    cache.getIfPresent("a");
    assertThat(cache.remainingTimeToLive("a"))
        .as("in the local tier")
        .hasValue(SECOND.multipliedBy(40));

    pass(MINUTE);
    assertThat(cache.remainingTimeToLive("a")).as("stale").hasValue(Duration.ZERO);
    pass(MINUTE);
    assertThat(cache.remainingTimeToLive("a")).isEmpty();
  }

  @Test
  void anEternalEntryHasTheLongestTimeLeftAtAnyAge() {
    Cache<String, String> cache = manager
        .cache("eternal", String.class, String.class)
        .timeToLive(TimeToLive.eternal())
        .build();
    cache.put("a", "1");
    pass(Duration.ofDays(1_000));

    assertThat(cache.remainingTimeToLive("a")).hasValue(TimeToLive.LONGEST);
    cache.getIfPresent("a");
    assertThat(cache.remainingTimeToLive("a")).hasValue(TimeToLive.LONGEST);
  }

  @Test
  void expireShortensTheTime() {
    Cache<String, String> cache = readThrough();
    cache.get("a");
    cache.get("a");

    assertThat(cache.expire("a", SECOND)).isTrue();

    assertThat(cache.remainingTimeToLive("a")).hasValue(SECOND);
    assertThat(cache.getIfPresent("a")).isEqualTo("1");
    assertThat(cache.remainingTimeToLive("a")).hasValue(SECOND);
    pass(SECOND);
    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(loads).hasValue(1);
  }

  @Test
  void expireLengthensTheTime() {
    Cache<String, String> cache = readThrough();
    cache.get("a");
    pass(SECOND.multipliedBy(50));

    cache.expire("a", MINUTE);

    pass(SECOND.multipliedBy(59));
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(loads).hasValue(1);
    pass(SECOND);
    cache.get("a");
    assertThat(loads).hasValue(2);
  }

  @Test
  void expireMakesAStaleEntryFresh() {
    Cache<String, String> cache = readThroughAndStale();
    cache.get("a");
    cache.get("a");
    pass(MINUTE.plus(SECOND));

    assertThat(cache.expire("a", MINUTE)).isTrue();

    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(loads).as("no refresh").hasValue(1);
    assertThat(cache.stats().refreshes()).isZero();
  }

  @Test
  void anExpiredEntryIsRefreshedAtItsNewTime() {
    Cache<String, String> cache = readThroughAndStale();
    cache.get("a");
    cache.get("a");
    cache.expire("a", SECOND);
    cache.get("a");
    database.put("a", "2");

    pass(SECOND);

    assertThat(cache.get("a")).as("the stale one").isEqualTo("1");
    assertThat(cache.get("a")).isEqualTo("2");
  }

  @Test
  void anEntryCanBeMadeEternal() {
    Cache<String, String> cache = letters().build();
    cache.put("a", "1");
    pass(SECOND);

    cache.expire("a", TimeToLive.LONGEST.plusDays(1));

    pass(Duration.ofDays(10_000));
    assertThat(cache.getIfPresent("a")).isEqualTo("1");
    assertThat(cache.remainingTimeToLive("a")).hasValue(TimeToLive.LONGEST);
  }

  @Test
  void expireOfAKeyWithoutAnEntryStoresNothing() {
    Cache<String, String> cache = readThrough();

    assertThat(cache.expire("a", MINUTE)).isFalse();
    assertThat(cache.expireNow("a")).isFalse();

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(loads).hasValue(0);
  }

  @Test
  void expireNowIsAMissWhereNothingStaleIsAnswered() {
    Cache<String, String> cache = readThrough();
    cache.get("a");
    cache.get("a");
    database.put("a", "2");

    assertThat(cache.expireNow("a")).isTrue();

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.remainingTimeToLive("a")).isEmpty();
    assertThat(cache.get("a")).isEqualTo("2");
  }

  @Test
  void expireNowIsAnsweredStaleWhileItIsRefreshed() {
    Cache<String, String> cache = readThroughAndStale();
    cache.get("a");
    cache.get("a");
    database.put("a", "2");

    assertThat(cache.expireNow("a")).isTrue();

    assertThat(cache.remainingTimeToLive("a")).hasValue(Duration.ZERO);
    assertThat(loads).hasValue(1);
    assertThat(cache.get("a")).as("the stale one").isEqualTo("1");
    assertThat(cache.get("a")).as("refreshed meanwhile").isEqualTo("2");
    assertThat(loads).hasValue(2);
  }

  @Test
  void expireNowGivesAStaleEntryNoMoreTime() {
    Cache<String, String> cache = letters().serveStale(MINUTE).build();
    cache.put("a", "1");
    pass(MINUTE.plus(SECOND.multipliedBy(50)));

    assertThat(cache.expireNow("a")).isTrue();
    assertThat(cache.getIfPresent("a")).isEqualTo("1");

    pass(SECOND.multipliedBy(10));
    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void aLoadThatIsUnderWayIsStoredAfterAnExpireNow() {
    Gate gate = new Gate();
    Cache<String, String> cache = letters()
        .loader(keys -> {
          loads.incrementAndGet();
          gate.pass();
          return Map.of("a", "1");
        })
        .build();
    Background<@Nullable String> load = Background.start(() -> cache.get("a"));
    gate.untilReached();

    cache.expireNow("a");
    cache.expire("a", MINUTE);
    gate.open();

    assertThat(load.result()).isEqualTo("1");
    assertThat(cache.getIfPresent("a")).isEqualTo("1");
    assertThat(loads).hasValue(1);
  }

  @Test
  void whileAWriteIsInProgressThereIsNothingToExpire() {
    Cache<String, String> cache = readThrough();
    cache.get("a");

    try (WriteScope scope = cache.writing(Set.of("a"))) {
      assertThat(cache.expire("a", MINUTE)).isFalse();
      assertThat(cache.expireNow("a")).isFalse();
      scope.committed();
    }
    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void expireIsNoRequest() {
    Cache<String, String> cache = letters().build();
    cache.put("a", "1");

    cache.expire("a", MINUTE);
    cache.expireNow("a");
    cache.remainingTimeToLive("a");

    assertThat(cache.stats().requests()).isZero();
  }

  @Test
  void aValueIsPutWithATimeOfItsOwn() {
    Cache<String, String> cache = letters().build();

    cache.put("a", "1", SECOND);
    cache.put("b", "2", TimeToLive.LONGEST.plusSeconds(1));

    assertThat(cache.remainingTimeToLive("a")).hasValue(SECOND);
    assertThat(cache.remainingTimeToLive("b")).hasValue(TimeToLive.LONGEST);
    pass(SECOND);
    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void aTimeThatIsRefusedWritesNothing() {
    RecordingWriter writer = new RecordingWriter(database);
    Cache<String, String> cache = letters().writer(writer).build();

    assertThatThrownBy(() -> cache.put("a", "1", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timeToLive must be at least 1 ms, was PT0S");
    assertThat(writer.written).isEmpty();

    cache.put("a", "1", SECOND);
    assertThat(cache.remainingTimeToLive("a")).hasValue(SECOND);
    assertThat(writer.written).containsExactly(Map.of("a", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999999S"})
  void aTimeBelowAMillisecondIsRefused(Duration time) {
    Cache<String, String> cache = letters().build();
    cache.put("a", "1");

    assertThatThrownBy(() -> cache.expire("a", time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'letters': timeToLive must be at least 1 ms, was " + time);
    assertThat(cache.remainingTimeToLive("a")).hasValue(MINUTE);
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller may do that does not check nullness
  void nullIsRefused() {
    Cache<String, String> cache = letters().build();

    assertThatThrownBy(() -> cache.expire("a", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'letters': timeToLive must not be null");
    assertThatThrownBy(() -> cache.expire(null, MINUTE))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'letters': key must not be null");
    assertThatThrownBy(() -> cache.expireNow(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'letters': key must not be null");
    assertThatThrownBy(() -> cache.remainingTimeToLive(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'letters': key must not be null");
  }

  @Test
  void aClosedCacheExpiresNothing() {
    Cache<String, String> cache = letters().build();
    cache.close();

    assertThatThrownBy(() -> cache.expire("a", MINUTE)).isInstanceOf(CacheClosedException.class);
    assertThatThrownBy(() -> cache.expireNow("a")).isInstanceOf(CacheClosedException.class);
    assertThatThrownBy(() -> cache.remainingTimeToLive("a"))
        .isInstanceOf(CacheClosedException.class);
    assertThatThrownBy(cache::cleanUp).isInstanceOf(CacheClosedException.class);
  }

  @Test
  void timesToLiveByKeyPatternAskTheKeyCodec() {
    Cache<Integer, String> cache = manager
        .cache("numbers", Integer.class, String.class)
        .timeToLive(
            TimeToLive.byKeyPattern().when("1*", SECOND).otherwise(MINUTE).jitter(0))
        .build();
    cache.put(1, "v");
    cache.put(21, "v");
    cache.get(17, key -> "v");

    assertThat(cache.remainingTimeToLive(1)).hasValue(SECOND);
    assertThat(cache.remainingTimeToLive(21)).hasValue(MINUTE);
    assertThat(cache.remainingTimeToLive(17)).hasValue(SECOND);
  }
}
