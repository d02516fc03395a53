package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.event.WriteEvent;
import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that are too large are answered and written, and no tier keeps them. */
@ParameterizedClass
@EnumSource(Tiers.class)
class ValueSizeTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database =
      new ConcurrentHashMap<>(Map.of("fits", "12345", "large", "123456"));
  private final AtomicInteger loads = new AtomicInteger();
  private final CacheManager manager;

  ValueSizeTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> letters() {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(MINUTE).jitter(0))
        .maximumValueSize(5, String::length);
  }

  private CacheBuilder<String, String> readThrough() {
    return letters().loader(CacheLoader.oneByOne(this::read));
  }

  private @Nullable String read(String key) {
    loads.incrementAndGet();
    return database.get(key);
  }

  @Test
  void aLargeValueIsAnsweredAndNotKept() {
    Cache<String, String> cache = readThrough().build();

    assertThat(cache.get("large")).isEqualTo("123456");
    assertThat(cache.get("large")).isEqualTo("123456");

    assertThat(loads).hasValue(2);
    assertThat(cache.entry("large")).isEmpty();
    assertThat(cache.stats().oversizedValues()).isEqualTo(2);
    assertThat(cache.stats().loads()).isEqualTo(2);
    assertThat(cache.stats().refusedFills()).isZero();
  }

  @Test
  void aValueOfTheMaximumIsKept() {
    Cache<String, String> cache = readThrough().build();

    cache.get("fits");
    cache.get("fits");

    assertThat(loads).hasValue(1);
    assertThat(cache.stats().oversizedValues()).isZero();
  }

  @Test
  void ofABatchTheOthersAreKept() {
    Cache<String, String> cache = readThrough().build();

    assertThat(cache.getAll(List.of("fits", "large"))).hasSize(2);

    assertThat(cache.keys("*", 10)).containsExactly("fits");
  }

  @Test
  void aRefreshThatFindsALargeValueEndsTheStaleOne() {
    Cache<String, String> cache =
        readThrough().serveStale(MINUTE.multipliedBy(10)).build();
    cache.get("fits");
    cache.get("fits");
    database.put("fits", "has grown");
    clock.addAndGet(MINUTE.toNanos());

    assertThat(cache.get("fits")).as("stale").isEqualTo("12345");

    assertThat(cache.entry("fits")).isEmpty();
    assertThat(cache.get("fits")).isEqualTo("has grown");
  }

  @Test
  void aWarmUpSkipsIt() {
    Cache<String, String> cache = letters().build();

    Map<String, FillOutcome> outcomes = cache.fill(
        List.of("fits", "large"), CacheLoader.oneByOne(this::read), FillOptions.ofDefaults());

    assertThat(outcomes)
        .containsEntry("fits", FillOutcome.FILLED)
        .containsEntry("large", FillOutcome.ABSENT);
    assertThat(cache.keys("*", 10)).containsExactly("fits");
  }

  @Test
  void aPutOfALargeValueTakesTheOldOneAway() {
    Cache<String, String> cache = letters().build();
    cache.put("a", "old");
    cache.getIfPresent("a");

    cache.put("a", "much too large");

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.stats().oversizedValues()).isOne();
    cache.putAll(Map.of("a", "new", "b", "much too large"));
    assertThat(cache.keys("*", 10)).containsExactly("a");
    assertThat(cache.stats().oversizedValues()).isEqualTo(2);
  }

  @Test
  void aPutOfALargeValueIsToldWithItsKey() {
    Ear ear = new Ear();
    Cache<String, String> cache = letters().listener(ear).build();

    cache.put("a", "much too large");
    cache.putAll(Map.of("a", "new", "b", "much too large"));

    await().until(() -> ear.writes.size() == 2);
    assertThat(ear.writes)
        .extracting(WriteEvent::keys)
        .containsExactly(Set.of("a"), Set.of("a", "b"));
  }

  @Test
  void aLargeValueIsWrittenAndCountedOnce() {
    RecordingWriter writer = new RecordingWriter(database);
    Cache<String, String> cache = readThrough().writer(writer).build();
    cache.put("a", "old");

    cache.put("a", "much too large");

    assertThat(database).containsEntry("a", "much too large");
    assertThat(cache.entry("a")).isEmpty();
    assertThat(cache.stats().oversizedValues()).isOne();
    assertThat(cache.stats().writes()).isEqualTo(2);
  }

  @Test
  void whatTheWriterStoredIsMeasuredAndNotWhatItWasGiven() {
    RecordingWriter writer = new RecordingWriter(database);
    Cache<String, String> cache = letters().writer(writer).build();

    writer.answer = WriteResult.stored(Map.of("a", "small"));
    cache.put("a", "given as a large one");
    assertThat(cache.getIfPresent("a")).isEqualTo("small");
    assertThat(cache.stats().oversizedValues()).isZero();

    writer.answer = WriteResult.stored(Map.of("a", "stored as a large one"));
    cache.put("a", "small");
    assertThat(cache.entry("a")).isEmpty();
    assertThat(cache.stats().oversizedValues()).isOne();
  }

  @Test
  void theSizeIsAskedOnce() {
    AtomicInteger asked = new AtomicInteger();
    Cache<String, String> cache = manager
        .cache("asked", String.class, String.class)
        .maximumValueSize(5, value -> {
          asked.incrementAndGet();
          return value.length();
        })
        .build();

    cache.put("a", "1");
    cache.getIfPresent("a");
    cache.get("b", key -> "large enough");

    assertThat(asked).hasValue(2);
  }

  @Test
  void aSizeBelowZeroIsAnErrorAndNothingIsWritten() {
    RecordingWriter writer = new RecordingWriter(database);
    Cache<String, String> cache = manager
        .cache("wrong", String.class, String.class)
        .maximumValueSize(5, value -> -1)
        .writer(writer)
        .build();

    assertThatThrownBy(() -> cache.put("a", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'wrong': the size of a value must not be less than 0, was -1");
    assertThatThrownBy(() -> cache.get("a", key -> "1"))
        .isInstanceOf(CacheLoadException.class)
        .hasRootCauseMessage("cache 'wrong': the size of a value must not be less than 0, was -1");
    assertThat(writer.written).isEmpty();
  }

  @Test
  void theLargestAreThoseOfMostSizeWhereNothingIsWeighed() {
    Cache<String, String> cache = letters().build();
    for (String value : List.of("1", "12345", "123")) {
      cache.put("of " + value.length(), value);
      cache.getIfPresent("of " + value.length());
    }

    assertThat(cache.largest(2)).extracting(CacheEntry::key).containsExactly("of 5", "of 3");
  }
}
