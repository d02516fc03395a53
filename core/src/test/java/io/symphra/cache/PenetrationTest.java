package io.symphra.cache;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.protect.KeyFilter;
import io.symphra.cache.protect.NegativeCaching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An attack with keys that do not exist, at full speed, and what it leaves of the service for everybody else. */
@ParameterizedClass
@EnumSource(Tiers.class)
@Isolated
class PenetrationTest {

  private static final int KEYS = 10_000;
  private static final int UNKNOWN = 1_000_000;
  private static final int ATTACKERS = 3;
  private static final int TURN = 50_000;
  private static final double RATE = 0.01;

  /** A get of a legitimate key under attack may take this many times what it takes in peace, by the median. */
  private static final double SLOWDOWN = 10;

  private final AtomicLong clock = new AtomicLong();
  private final LongAdder loadedLegitimate = new LongAdder();
  private final LongAdder loadedUnknown = new LongAdder();
  private final CacheManager manager;

  PenetrationTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Cache<Long, String> cache(UnaryOperator<CacheBuilder<Long, String>> more) {
    return more.apply(manager.cache("rows", Long.class, String.class).loader(this::load))
        .build();
  }

  /** Keys from 0 up exist, keys below do not. */
  private Map<Long, String> load(Set<Long> keys) {
    long known = keys.stream().filter(key -> key >= 0).count();
    loadedLegitimate.add(known);
    loadedUnknown.add(keys.size() - known);
    return keys.stream().filter(key -> key >= 0).collect(toMap(key -> key, key -> "row " + key));
  }

  private static KeyFilter<Long> filter() {
    return KeyFilter.of(() -> LongStream.range(0, KEYS).boxed())
        .expectedKeys(KEYS)
        .falsePositiveRate(RATE)
        .build();
  }

  @Test
  void aMillionUnknownKeysReachTheLoaderAtTheStatedRateAndLegitimateKeysStayFast() {
    Cache<Long, String> cache = cache(b -> b.maximumSize(2 * KEYS).keyFilter(filter()));
    Legitimate legitimate = new Legitimate(cache, KEYS);
    legitimate.warm();
    loadedLegitimate.reset();
    double peace = legitimate.medianNanos(200);

    double attacked = underAttack(cache, UNKNOWN, legitimate);

    assertThat(loadedUnknown.sum())
        .as("loads of unknown keys")
        .isPositive()
        .isLessThanOrEqualTo(mostLoads(UNKNOWN, RATE));
    assertThat(loadedLegitimate.sum())
        .as("loads of legitimate keys under attack")
        .isZero();
    assertThat(attacked / peace)
        .as("time of a get under attack to that in peace")
        .isLessThan(SLOWDOWN);
    assertThat(cache.stats().filtered() + loadedUnknown.sum()).isEqualTo(UNKNOWN);
  }

  @Test
  void unknownKeysThatAreRepeatedLoadOncePerTimeToLive() {
    Duration timeToLive = Duration.ofSeconds(10);
    Cache<Long, String> cache = cache(b ->
        b.maximumSize(100_000).negativeCaching(NegativeCaching.of(timeToLive).jitter(0)));

    for (int round = 1; round <= 3; round++) {
      for (int repeat = 0; repeat < 5; repeat++) {
        attack(cache, 20_000);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
      }
      assertThat(loadedUnknown.sum()).isEqualTo(20_000L * round);
      clock.addAndGet(timeToLive.toNanos());
    }
  }

  @Test
  void negativeEntriesDoNotPushHotKeysOutOfASmallCache() {
    int hot = 500;
    Cache<Long, String> cache =
        cache(b -> b.maximumSize(1_000).negativeCaching(NegativeCaching.of(Duration.ofHours(1))));
    Legitimate legitimate = new Legitimate(cache, hot);
    legitimate.warm();
    loadedLegitimate.reset();
    legitimate.gets.reset();

    underAttack(cache, 100_000, legitimate);

    assertThat(loadedUnknown.sum()).isEqualTo(100_000);
    double missed = (double) loadedLegitimate.sum() / legitimate.gets.sum();
    assertThat(missed).as("share of legitimate gets that missed").isLessThan(0.02);
  }

  /** Six standard deviations beyond the mean of the binomial: reached by chance once in a billion runs. */
  private static long mostLoads(long keys, double rate) {
    return (long) Math.ceil(keys * rate + 6 * Math.sqrt(keys * rate * (1 - rate)));
  }

  /** The median time of a legitimate get while several threads ask for different unknown keys. */
  private static double underAttack(Cache<Long, String> cache, int unknown, Legitimate legitimate) {
    AtomicBoolean over = new AtomicBoolean();
    Background<Double> everybodyElse = Background.start(() -> legitimate.medianNanosUntil(over));
    attack(cache, unknown);
    over.set(true);
    return everybodyElse.result();
  }

  private static void attack(Cache<Long, String> cache, int unknown) {
    for (long done = 0; done < unknown; done += TURN) {
      long from = -1 - done;
      long to = -Math.min(unknown, done + TURN);
      List<Background<Boolean>> attackers = new ArrayList<>();
      for (int i = 0; i < ATTACKERS; i++) {
        long first = from - i;
        attackers.add(Background.start(() -> {
          for (long key = first; key >= to; key -= ATTACKERS) {
            assertThat(cache.get(key) == null).isTrue();
          }
          return true;
        }));
      }
      attackers.forEach(Background::result);
    }
  }

  /** Gets of keys that exist. */
  private static final class Legitimate {

    private static final int BATCH = 1_000;

    private final Cache<Long, String> cache;
    private final int keys;
    private final LongAdder gets = new LongAdder();
    private int next;

    Legitimate(Cache<Long, String> cache, int keys) {
      this.cache = cache;
      this.keys = keys;
    }

    /** Several rounds, so that the entries are kept and the code is compiled. */
    void warm() {
      for (int i = 0; i < 40 * Math.max(keys, KEYS); i++) {
        assertThat(cache.get((long) (i % keys)) != null).isTrue();
      }
    }

    /** Batches are shorter than a turn of the scheduler, so the median sees the gets and not who else runs. */
    double medianNanos(int batches) {
      double[] times = new double[batches];
      Arrays.setAll(times, i -> batch());
      return median(times);
    }

    double medianNanosUntil(AtomicBoolean over) {
      List<Double> times = new ArrayList<>();
      while (!over.get() || times.isEmpty()) {
        times.add(batch());
      }
      return median(times.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private double batch() {
      long start = System.nanoTime();
      boolean all = true;
      for (int i = 0; i < BATCH; i++) {
        next = next + 1 < keys ? next + 1 : 0;
        all &= cache.get((long) next) != null;
      }
      long took = System.nanoTime() - start;
      assertThat(all).isTrue();
      gets.add(BATCH);
      return (double) took / BATCH;
    }

    private static double median(double[] times) {
      Arrays.sort(times);
      return times[times.length / 2];
    }
  }
}
