package io.symphra.cache;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.protect.KeyFilter;
import io.symphra.cache.protect.KeyFilterStats;
import io.symphra.cache.protect.NegativeCaching;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that cannot exist. */
@ParameterizedClass
@EnumSource(Tiers.class)
class KeyFilterTest {

  private final AtomicLong clock = new AtomicLong();
  private final Set<String> database = new ConcurrentSkipListSet<>(Set.of("a", "b"));
  private final List<Set<String>> loads = new ArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final CacheManager manager;
  private boolean runsInBackground;
  private boolean full;
  private boolean down;

  KeyFilterTest(Tiers tiers) {
    manager = tiers.manager(clock::get, this::execute);
  }

  @AfterEach
  void close() {
    manager.close();
    assertThat(closed).as("streams closed").hasValue(opened.get());
  }

  private void execute(Runnable task) {
    if (full) {
      throw new RejectedExecutionException("full");
    }
    if (runsInBackground) {
      background.add(task);
    } else {
      task.run();
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nullValue() {
    return null;
  }

  private void runBackground() {
    for (Runnable task = background.poll(); task != null; task = background.poll()) {
      task.run();
    }
  }

  private Stream<String> scan() {
    opened.incrementAndGet();
    return database.stream()
        .peek(key -> {
          if (down) {
            throw new IllegalStateException("cursor lost");
          }
        })
        .onClose(closed::incrementAndGet);
  }

  private KeyFilter<String> filter() {
    return KeyFilter.of(this::scan)
        .expectedKeys(1_000)
        .falsePositiveRate(0.0001)
        .build();
  }

  private Cache<String, String> cache(KeyFilter<String> filter) {
    return cache(filter, UnaryOperator.identity());
  }

  private Cache<String, String> cache(
      KeyFilter<String> filter, UnaryOperator<CacheBuilder<String, String>> more) {
    return more.apply(manager
            .cache("letters", String.class, String.class)
            .keyFilter(filter)
            .loader(keys -> {
              loads.add(Set.copyOf(keys));
              return keys.stream()
                  .filter(database::contains)
                  .collect(toMap(key -> key, key -> "of " + key));
            }))
        .build();
  }

  @Test
  void aKeyThatCannotExistIsAnsweredWithoutLoad() {
    KeyFilter<String> filter = filter();
    Cache<String, String> cache = cache(filter);

    assertThat(cache.get("z")).isNull();
    assertThat(cache.get("y", key -> "never called")).isNull();
    assertThat(cache.getAll(List.of("z", "a", "y"))).containsExactly(Map.entry("a", "of a"));

    assertThat(loads).containsExactly(Set.of("a"));
    assertThat(filter.stats().rejected()).isEqualTo(4);
    assertThat(filter.stats().passed()).isEqualTo(1);
    assertThat(cache.stats().filtered()).isEqualTo(4);
    assertThat(cache.stats().misses()).isEqualTo(5);
    assertThat(cache.stats().hits()).isZero();
  }

  @Test
  void untilTheFirstScanIsDoneEverythingPasses() {
    runsInBackground = true;
    KeyFilter<String> filter = filter();
    Cache<String, String> cache = cache(filter);

    assertThat(cache.get("z")).isNull();
    assertThat(loads).hasSize(1);
    assertThat(filter.stats().inForce()).isFalse();
    assertThat(filter.stats().unchecked()).isEqualTo(1);
    assertThat(filter.stats().passed()).isZero();

    runBackground();
    assertThat(cache.get("z")).isNull();
    assertThat(loads).hasSize(1);
    assertThat(filter.stats().inForce()).isTrue();
  }

  @Test
  void whatIsWrittenJoins() {
    Cache<String, String> cache = cache(filter());
    List<Runnable> ways = List.of(
        () -> cache.put("z", "written"),
        () -> cache.update("y", () -> {
          database.add("y");
        }),
        () -> {
          database.add("x");
          cache.invalidate("x");
        },
        () -> cache.fill(List.of("w"), keys -> Map.of("w", "filled"), FillOptions.ofDefaults()),
        () -> {
          try (WriteScope scope = cache.writing(Set.of("v"))) {
            database.add("v");
            scope.committed();
          }
        });

    ways.forEach(Runnable::run);

    assertThat(cache.getAll(List.of("z", "y", "x", "w", "v"))).hasSize(5);
  }

  @Test
  void aRowInsertedBehindTheCachesBackIsUnseenUntilTheNextScan() {
    KeyFilter<String> filter = filter();
    Cache<String, String> cache = cache(filter);

    database.add("z");
    assertThat(cache.get("z")).isNull();
    assertThat(filter.rebuild()).isCompletedWithValueMatching(stats -> stats.rebuilds() == 2);

    assertThat(cache.get("z")).isEqualTo("of z");
  }

  @Test
  void aDeletedKeyPassesUntilTheNextScanAndCountsAsFalsePositive() {
    KeyFilter<String> filter = filter();
    Cache<String, String> cache = cache(filter);

    database.remove("a");
    assertThat(cache.get("a")).isNull();
    assertThat(loads).hasSize(1);
    assertThat(cache.get("z")).isNull();
    assertThat(filter.stats().falsePositives()).isEqualTo(1);
    assertThat(filter.stats().observedFalsePositiveRate()).isEqualTo(0.5);

    filter.rebuild().join();
    assertThat(cache.get("a")).isNull();
    assertThat(loads).hasSize(1);
  }

  @Test
  void clearingAndPatternsChangeNothing() {
    Cache<String, String> cache = cache(filter());

    cache.clear();
    cache.invalidateMatching("*");

    assertThat(cache.get("z")).isNull();
    assertThat(cache.get("a")).isEqualTo("of a");
    assertThat(loads).containsExactly(Set.of("a"));
  }

  @Test
  void fillsAndViewsThatSkipTiersAndLooksAreNotFiltered() {
    KeyFilter<String> filter = filter();
    Cache<String, String> cache = cache(filter);

    cache.getIfPresent("z");
    cache.fill(List.of("z"), keys -> Map.of(), FillOptions.ofDefaults());
    assertThat(filter.stats().rejected()).isZero();
    cache.get("z");
    assertThat(filter.stats().rejected()).isEqualTo(1);
    assertThat(loads).isEmpty();

    database.add("y");
    assertThat(cache.with(CallOptions.ofDefaults().skipShared()).get("y")).isEqualTo("of y");
    database.add("x");
    cache.fill(
        List.of("x"),
        keys -> Map.of("x", "filled"),
        new FillOptions<>(IfPresent.OVERWRITE, Optional.empty()));
    assertThat(cache.get("x")).isEqualTo("filled");
  }

  @Test
  void aFailedScanKeepsTheOldFilterAndIsReported() {
    KeyFilter<String> filter = filter();
    Cache<String, String> cache = cache(filter);
    clock.addAndGet(Duration.ofSeconds(3).toNanos());
    down = true;
    database.add("z");

    assertThatThrownBy(() -> filter.rebuild().join())
        .isInstanceOf(CompletionException.class)
        .hasCause(new IllegalStateException("cursor lost"));

    KeyFilterStats stats = filter.stats();
    assertThat(stats.inForce()).isTrue();
    assertThat(stats.rebuilds()).isEqualTo(1);
    assertThat(stats.failedRebuilds()).isEqualTo(1);
    assertThat(stats.lastRebuild().orElseThrow().failure())
        .contains("java.lang.IllegalStateException: cursor lost");
    assertThat(cache.get("z")).isNull();
    assertThat(cache.get("a")).isEqualTo("of a");
    assertThat(loads).containsExactly(Set.of("a"));
  }

  @Test
  void aFirstScanThatFailsIsTriedAgain() {
    down = true;
    KeyFilter<String> filter = filter();
    Cache<String, String> cache = cache(filter);
    assertThat(filter.stats().failedRebuilds()).isEqualTo(1);
    assertThat(cache.get("z")).isNull();
    assertThat(loads).hasSize(1);
    assertThat(opened).as("readers do not begin scans of a source that fails").hasValue(1);

    down = false;
    await().until(() -> filter.stats().inForce());
    assertThat(filter.stats().lastRebuild().orElseThrow().failure()).isEmpty();
  }

  @Test
  void anExecutorThatTakesNoMoreIsAFailedScan() {
    KeyFilter<String> filter = filter();
    Cache<String, String> cache = cache(filter);
    full = true;

    assertThat(filter.rebuild()).isCompletedExceptionally();

    assertThat(filter.stats().failedRebuilds()).isEqualTo(1);
    full = false;
    assertThat(filter.rebuild()).isCompleted();
    assertThat(cache.get("z")).isNull();
    assertThat(loads).isEmpty();
  }

  @Test
  void brokenSourcesAreFailedScans() {
    List<KeyFilter<String>> broken = List.of(
        KeyFilter.<String>of(() -> {
              throw new IOException("no route");
            })
            .expectedKeys(1)
            .build(),
        KeyFilter.<String>of(KeyFilterTest::nullValue).expectedKeys(1).build(),
        KeyFilter.of(() -> Stream.of("a", KeyFilterTest.<String>nullValue()))
            .expectedKeys(1)
            .build());

    for (int i = 0; i < broken.size(); i++) {
      manager
          .cache("broken" + i, String.class, String.class)
          .keyFilter(broken.get(i))
          .build();
      KeyFilterStats stats = broken.get(i).stats();
      assertThat(stats.failedRebuilds()).isEqualTo(1);
      assertThat(stats.lastRebuild().orElseThrow().failure()).isPresent();
      assertThat(stats.inForce()).isFalse();
    }
  }

  @Test
  void theScheduleScansAgain() {
    KeyFilter<String> filter = KeyFilter.of(this::scan)
        .expectedKeys(10)
        .rebuildEvery(Duration.ofSeconds(1))
        .build();
    cache(filter);

    await().until(() -> filter.stats().rebuilds() >= 3);
  }

  @Test
  void onDemandAScanBeginsAfterTheCallAndCallsThatWaitShareIt() {
    KeyFilter<String> filter = filter();
    cache(filter);
    runsInBackground = true;

    var first = filter.rebuild();
    var second = filter.rebuild();
    assertThat(first.cancel(true)).isTrue();
    assertThat(second).isNotDone();
    runBackground();

    assertThat(second).isCompletedWithValueMatching(stats -> stats.rebuilds() == 2);
    assertThat(opened).hasValue(2);
  }

  @Test
  void moreKeysThanExpectedRaiseTheRateAndAreReported() {
    IntStream.range(0, 2_000).forEach(i -> database.add("key" + i));
    KeyFilter<String> filter =
        KeyFilter.of(this::scan).expectedKeys(500).falsePositiveRate(0.01).build();
    Cache<String, String> cache = cache(filter);

    KeyFilterStats stats = filter.stats();
    assertThat(stats.keys()).isCloseTo(2_002L, within(100L));
    assertThat(stats.expectedKeys()).isEqualTo(500);
    assertThat(stats.lastRebuild().orElseThrow().keys()).isEqualTo(2_002);
    assertThat(stats.expectedFalsePositiveRate()).isGreaterThan(0.1);
    IntStream.range(0, 2_000).forEach(i -> cache.get("unknown" + i));
    assertThat(filter.stats().observedFalsePositiveRate())
        .isCloseTo(stats.expectedFalsePositiveRate(), within(0.1));
    assertThat(cache.getAll(database)).hasSize(2_002);
  }

  @Test
  void theStatisticsNameTheLastScan() {
    KeyFilter<String> filter = KeyFilter.of(() -> {
          opened.incrementAndGet();
          clock.addAndGet(Duration.ofMillis(70).toNanos());
          return database.stream().onClose(closed::incrementAndGet);
        })
        .expectedKeys(10)
        .build();
    assertThat(filter.stats().lastRebuild()).isEmpty();
    cache(filter);

    clock.addAndGet(Duration.ofSeconds(5).toNanos());

    assertThat(filter.stats().lastRebuild())
        .contains(new KeyFilterStats.Rebuild(
            Duration.ofSeconds(5), Duration.ofMillis(70), 2, Optional.empty()));
  }

  @Test
  void falsePositivesAreRememberedByNegativeCaching() {
    Cache<String, String> cache =
        cache(filter(), b -> b.negativeCaching(NegativeCaching.of(Duration.ofMinutes(1))));
    database.remove("a");

    for (int i = 0; i < 5; i++) {
      cache.get("a");
      cache.get("z");
    }

    assertThat(loads).containsExactly(Set.of("a"));
    assertThat(cache.stats().negativeHits()).isEqualTo(4);
    assertThat(cache.stats().filtered()).isEqualTo(5);
  }

  @Test
  void whileEverythingPassesMissingKeysAreNotRememberedOrTheyWouldJoin() {
    runsInBackground = true;
    KeyFilter<String> filter = filter();
    Cache<String, String> cache =
        cache(filter, b -> b.negativeCaching(NegativeCaching.of(Duration.ofMinutes(1))));

    cache.get("z");
    cache.get("z");
    assertThat(loads).hasSize(2);

    runBackground();
    cache.get("z");
    assertThat(loads).hasSize(2);
    assertThat(filter.stats().rejected()).isEqualTo(1);
  }

  @Test
  void aFilterHasOneCacheAndEndsWithIt() {
    KeyFilter<String> filter = filter();
    assertThatThrownBy(filter::rebuild)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("keyFilter belongs to no cache yet: build the cache first");
    assertThat(filter.stats().keys()).isZero();
    Cache<String, String> cache = cache(filter);

    assertThatThrownBy(() ->
            manager.cache("other", String.class, String.class).keyFilter(filter).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "cache 'other': keyFilter was already given to cache 'letters', and each cache needs one of its own");
    assertThat(manager.caches()).hasSize(1);

    cache.close();
    assertThat(filter.rebuild())
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(CacheClosedException.class);
  }
}
