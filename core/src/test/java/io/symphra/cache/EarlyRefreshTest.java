package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.EarlyRefresh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fresh entries that are refreshed before their time is up. */
class EarlyRefreshTest {

  private static final Duration COST = Duration.ofSeconds(1);
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
  private static final int INSTANCES = 8;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final List<CacheManager> managers = new ArrayList<>();

  @AfterEach
  void close() {
    managers.forEach(CacheManager::close);
  }

  @ParameterizedTest
  @EnumSource(Tiers.class)
  void aHotKeyIsRefreshedOnceBeforeItsTimeIsUp(Tiers tiers) {
    Cache<String, String> cache = cache(tiers.manager(clock::get, Runnable::run));
    cache.get("hot");
    cache.get("hot");

    int reads = readUntilRefreshed(cache);

    assertThat(reads).as("reads until somebody drew a lead").isLessThan(3_000);
    assertThat(loads).hasValue(2);
    assertThat(clock.get()).isLessThan(TIME_TO_LIVE.toNanos());
    assertThat(cache.stats().refreshes()).isOne();
    assertThat(cache.stats().misses()).as("nobody waited but the first reader").isOne();
  }

  @ParameterizedTest
  @EnumSource(Tiers.class)
  void aReaderWithAFunctionOfItsOwnHasTheCachesLoaderRefreshEarlyToo(Tiers tiers) {
    Cache<String, String> cache = cache(tiers.manager(clock::get, Runnable::run));
    cache.get("hot");
    cache.get("hot");

    readUntilRefreshed(() -> cache.get("hot", key -> "own"));

    assertThat(loads).hasValue(2);
    assertThat(clock.get()).isLessThan(TIME_TO_LIVE.toNanos());
    assertThat(cache.get("hot", key -> "own")).isEqualTo("load 2");
  }

  @ParameterizedTest
  @EnumSource(Tiers.class)
  void whatWasWrittenHasNoCostAndIsNotRefreshedEarly(Tiers tiers) {
    Cache<String, String> cache = cache(tiers.manager(clock::get, Runnable::run));
    cache.put("hot", "written");
    cache.get("hot");
    clock.addAndGet(TIME_TO_LIVE.minusMillis(1).toNanos());

    for (int i = 0; i < 1_000; i++) {
      assertThat(cache.get("hot")).isEqualTo("written");
    }
    assertThat(loads).hasValue(0);
  }

  @Test
  void withoutItNobodyRefreshesBeforeTheTimeIsUp() {
    CacheManager manager = Tiers.LOCAL_ONLY.manager(clock::get, Runnable::run);
    managers.add(manager);
    Cache<String, String> cache = builder(manager).build();
    cache.get("hot");
    clock.addAndGet(TIME_TO_LIVE.minusMillis(1).toNanos());

    for (int i = 0; i < 1_000; i++) {
      cache.get("hot");
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void aFailedEarlyRefreshIsTriedAgainASecondLaterAndTheEntryStays() {
    AtomicInteger calls = new AtomicInteger();
    CacheManager manager = Tiers.LOCAL_ONLY.manager(clock::get, Runnable::run);
    managers.add(manager);
    Cache<String, String> cache = manager
        .cache("hot", String.class, String.class)
        .timeToLive(TimeToLive.of(TIME_TO_LIVE).jitter(0))
        .earlyRefresh(new EarlyRefresh(100))
        .loader(CacheLoader.oneByOne(key -> {
          if (calls.incrementAndGet() > 1) {
            throw new IllegalStateException("down");
          }
          clock.addAndGet(COST.toNanos());
          return "first";
        }))
        .build();
    cache.get("hot");
    clock.addAndGet(TIME_TO_LIVE.minusSeconds(3).toNanos());

    for (int i = 0; i < 1_000; i++) {
      assertThat(cache.get("hot")).isEqualTo("first");
    }
    assertThat(calls).hasValue(2);
    clock.addAndGet(Duration.ofMillis(1_001).toNanos());
    for (int i = 0; i < 1_000; i++) {
      assertThat(cache.get("hot")).isEqualTo("first");
    }
    assertThat(calls).hasValue(3);
  }

  /**
   * Eight instances without anything in common read a key a hundred times a second each, until one of them refreshes it.
   * What they draw must spread over several costs, and hardly ever must a second one draw while the first one loads.
   */
  @Test
  void refreshesSpreadAndDuplicateLoadsStayNearOne() {
    EarlyRefresh early = EarlyRefresh.ofDefaults();
    Random random = new Random(20_26);
    double step = 0.01;
    int trials = 4_000;
    double[] begins = new double[trials];
    long loadsOfAll = 0;
    for (int trial = 0; trial < trials; trial++) {
      double left = 60;
      double begunAt = Double.NaN;
      int begun = 0;
      boolean[] busy = new boolean[INSTANCES];
      // until the first load has ended, others may begin one too
      while (Double.isNaN(begunAt) || left > begunAt - 1) {
        left -= step;
        for (int instance = 0; instance < INSTANCES; instance++) {
          if (!busy[instance] && draws(early, left, random)) {
            busy[instance] = true;
            begun++;
            begunAt = Double.isNaN(begunAt) ? left : begunAt;
          }
        }
      }
      begins[trial] = begunAt;
      loadsOfAll += begun;
    }

    Arrays.sort(begins);
    double median = begins[trials / 2];
    double spread = begins[trials * 9 / 10] - begins[trials / 10];
    assertThat(begins[trials / 100])
        .as("99 of 100 begin before the time is up, by a load's time")
        .isGreaterThan(1);
    assertThat(median).as("costs before the end").isBetween(4.0, 12.0);
    assertThat(spread).as("the middle 80 % lie over more than a load's time").isGreaterThan(1);
    assertThat((double) loadsOfAll / trials)
        .as("loads of the whole fleet without any lease; eight without early refresh")
        .isBetween(1.0, 3.0);
  }

  @Test
  void aFleetLoadsOnceBecauseTheLeaseAllowsOne() {
    HeapSharedTier tier = HeapSharedTier.builder().ticker(clock::get).build();
    List<Runnable> background = new ArrayList<>();
    List<Cache<String, String>> fleet = new ArrayList<>();
    for (int i = 0; i < INSTANCES; i++) {
      fleet.add(cache(manager(tier, background::add)));
    }
    fleet.forEach(cache -> {
      cache.get("hot");
      cache.get("hot");
    });
    assertThat(loads).hasValue(1);
    clock.addAndGet(TIME_TO_LIVE.minusSeconds(2).toNanos());

    // every instance draws, then all refreshes run
    for (int i = 0; i < 10_000; i++) {
      fleet.forEach(cache -> cache.get("hot"));
    }
    assertThat(background).as("instances that drew").hasSize(INSTANCES);
    background.forEach(Runnable::run);

    assertThat(loads).hasValue(2);
    fleet.forEach(cache -> assertThat(cache.get("hot")).isEqualTo("load 2"));
  }

  @Test
  void theLeadIsTheCostTimesBetaTimesAnExponentialDraw() {
    EarlyRefresh early = new EarlyRefresh(2);
    Random random = new Random(1);

    double mean = random
        .doubles(100_000)
        .mapToLong(draw -> early.lead(COST, draw).toMillis())
        .average()
        .orElseThrow();

    assertThat(mean).isCloseTo(2_000, within(50.0));
    assertThat(early.lead(COST, 0)).isZero();
    assertThat(early.lead(COST, Math.nextDown(1.0))).isEqualTo(early.longestLead(COST));
    assertThat(early.lead(Duration.ZERO, 0.5)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aBetaOutsideItsRangeIsRefused(double beta) {
    assertThatThrownBy(() -> new EarlyRefresh(beta))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("earlyRefresh beta must be above 0 and at most 100, was " + beta);
  }

  @Test
  void itNeedsALoader() {
    try (CacheManager manager = CacheManager.builder().build()) {
      CacheBuilder<String, String> builder =
          manager.cache("hot", String.class, String.class).earlyRefresh(EarlyRefresh.ofDefaults());

      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("cache 'hot': earlyRefresh needs a loader, and none was given");
    }
  }

  private int readUntilRefreshed(Cache<String, String> cache) {
    return readUntilRefreshed(() -> cache.get("hot"));
  }

  private int readUntilRefreshed(Runnable read) {
    clock.addAndGet(TIME_TO_LIVE.minusSeconds(30).toNanos());
    int reads = 0;
    while (loads.get() == 1 && clock.get() < TIME_TO_LIVE.toNanos()) {
      clock.addAndGet(Duration.ofMillis(10).toNanos());
      read.run();
      reads++;
    }
    return reads;
  }

  private static boolean draws(EarlyRefresh early, double left, Random random) {
    return early.lead(COST, random.nextDouble()).toNanos() >= left * 1e9;
  }

  private CacheManager manager(HeapSharedTier tier, Executor executor) {
    return CacheManager.builder()
        .ticker(clock::get)
        .executor(executor)
        .sharedTier(tier.connect())
        .build();
  }

  private Cache<String, String> cache(CacheManager manager) {
    managers.add(manager);
    return builder(manager).earlyRefresh(EarlyRefresh.ofDefaults()).build();
  }

  private CacheBuilder<String, String> builder(CacheManager manager) {
    return manager
        .cache("hot", String.class, String.class)
        .timeToLive(TimeToLive.of(TIME_TO_LIVE).jitter(0))
        .loader(keys -> {
          clock.addAndGet(COST.toNanos());
          return Map.of("hot", "load " + loads.incrementAndGet());
        });
  }
}
