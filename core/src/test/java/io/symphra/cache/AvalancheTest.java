package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Entries that were loaded at once do not end at once. */
@ParameterizedClass
@EnumSource(Tiers.class)
class AvalancheTest {

  private static final int ENTRIES = 100_000;
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

  /** A hundredth of the time to live: the step in which the test looks. */
  private static final Duration WINDOW = TIME_TO_LIVE.dividedBy(100);

  /**
   * Jitter of ±10 % spreads the ends evenly over 20 windows, 5,000 in each. One more percent of all is 14 times the
   * deviation that chance gives (square root of 100,000 · 0.05 · 0.95 = 69): it does not happen.
   */
  private static final int MOST_IN_A_WINDOW = ENTRIES * 6 / 100;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicLong loaded = new AtomicLong();
  private final CacheManager manager;

  AvalancheTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Cache<Long, Long> loadedAtOnce(TimeToLive<? super Long, ? super Long> timeToLive) {
    Cache<Long, Long> cache = manager
        .cache("numbers", Long.class, Long.class)
        .maximumSize(2 * ENTRIES)
        .timeToLive(timeToLive)
        .loader((keys) -> {
          loaded.addAndGet(keys.size());
          Map<Long, Long> values = new HashMap<>();
          keys.forEach(key -> values.put(key, -key));
          return values;
        })
        .build();
    assertThat(cache.getAll(keys())).hasSize(ENTRIES);
    assertThat(loaded).hasValue(ENTRIES);
    return cache;
  }

  private static Collection<Long> keys() {
    return LongStream.range(0, ENTRIES).boxed().toList();
  }

  /** How many entries end in each window until none is left; the first stands for 85, in which none may end. */
  private List<Integer> endsByWindow(Cache<Long, Long> cache) {
    List<Integer> ends = new ArrayList<>();
    List<Long> standing = new ArrayList<>(keys());
    clock.addAndGet(84 * WINDOW.toNanos());
    while (!standing.isEmpty()) {
      clock.addAndGet(WINDOW.toNanos());
      int before = standing.size();
      standing.removeIf(key -> cache.getIfPresent(key) == null);
      ends.add(before - standing.size());
      assertThat(ends).as("windows until all have ended").hasSizeLessThan(40);
    }
    return ends;
  }

  @Test
  void noWindowOfAHundredthOfTheTimeToLiveSeesMoreThanSixPercentOfTheEnds() {
    Cache<Long, Long> cache = loadedAtOnce(TimeToLive.of(TIME_TO_LIVE));

    List<Integer> ends = endsByWindow(cache);

    assertThat(ends).first().isEqualTo(0);
    assertThat(ends).allMatch(count -> count <= MOST_IN_A_WINDOW);
    assertThat(ends.stream().filter(count -> count > 0).count()).isBetween(20L, 22L);
    assertThat(ends.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ENTRIES);
  }

  /** The test's test: without jitter the avalanche is there, and is seen. */
  @Test
  void withoutJitterAllEndInOneWindow() {
    Cache<Long, Long> cache = loadedAtOnce(TimeToLive.of(TIME_TO_LIVE).jitter(0));

    List<Integer> ends = endsByWindow(cache);

    assertThat(ends.stream().mapToInt(Integer::intValue).max()).hasValue(ENTRIES);
  }
}
