package io.symphra.cache.warming.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.Ticker;
import io.symphra.cache.warming.Warmer;
import io.symphra.cache.warming.WarmingCounts;
import io.symphra.cache.warming.WarmingFailure;
import io.symphra.cache.warming.WarmingJob;
import io.symphra.cache.warming.WarmingReport;
import io.symphra.cache.warming.WarmingRetry;
import io.symphra.cache.warming.WarmingSource;
import io.symphra.cache.warming.WarmingState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when a batch fails. */
@Timeout(30)
class RetryTest {

  private final List<Set<Integer>> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> waited = Collections.synchronizedList(new ArrayList<>());

  @AutoClose
  private final CacheManager caches = CacheManager.builder().build();

  private final Cache<Integer, String> cache =
      caches.cache("things", Integer.class, String.class).build();

  private final Warmer<Integer, String> warmer = new DefaultWarmer<>(
          WarmerSettings.ofDefaults(cache), (time, stop) -> waited.add(time), Ticker.system())
      .concurrency(1)
      .batchSize(10)
      .retry(new WarmingRetry(3, Duration.ofMillis(100), Duration.ofSeconds(1)));

  @Test
  void aBatchThatFailsOnceIsTriedAgainLater() {
    WarmingReport report = warmer.warmUp(keys(range(0, 10), keys -> {
      if (asked.size() == 1) {
        throw new IOException("connection reset");
      }
      return values(keys);
    }));

    assertThat(asked).containsExactly(Set.copyOf(range(0, 10)), Set.copyOf(range(0, 10)));
    assertThat(waited).hasSize(1);
    assertThat(report.counts()).isEqualTo(new WarmingCounts(10, 0, 0, 0, 0));
    assertThat(report.failures()).isEmpty();
  }

  @Test
  void theWaitGrowsFromAttemptToAttempt() {
    warmer.warmUp(keys(List.of(1), keys -> {
      throw new IOException("down");
    }));

    assertThat(waited).hasSize(2);
    assertThat(waited.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(waited.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void oneBadKeyIsFoundAndTheOthersAreLoaded() {
    IOException unreadable = new IOException("unreadable row");

    WarmingReport report = warmer.warmUp(keys(range(0, 30), keys -> {
      if (keys.contains(13)) {
        throw unreadable;
      }
      return values(keys);
    }));

    assertThat(report.state()).isEqualTo(WarmingState.COMPLETED);
    assertThat(report.counts()).isEqualTo(new WarmingCounts(29, 0, 0, 0, 1));
    assertThat(report.failures()).containsExactly(new WarmingFailure(13, unreadable));
    assertThat(report.successRate()).isBetween(0.966, 0.967);
    assertThat(cache.getIfPresent(14)).isEqualTo("v14");
    assertThat(cache.getIfPresent(29)).isEqualTo("v29");
    // One call for each good batch; three and then one per key for the bad one.
    assertThat(asked).hasSize(2 + 3 + 10);
  }

  @Test
  void noKeyIsAskedForMoreOftenThanTheAttemptsAndOnceMore() {
    warmer.warmUp(keys(range(0, 10), keys -> {
      throw new IOException("down");
    }));

    assertThat(asked.stream().filter(keys -> keys.contains(5))).hasSize(4);
  }

  @Test
  void withoutRetriesTheKeysAreTriedOneByOneAtOnce() {
    WarmingReport report = warmer.retry(WarmingRetry.none()).warmUp(keys(range(0, 3), keys -> {
      if (keys.size() > 1) {
        throw new IOException("too many");
      }
      return values(keys);
    }));

    assertThat(asked).containsExactly(Set.of(0, 1, 2), Set.of(0), Set.of(1), Set.of(2));
    assertThat(waited).isEmpty();
    assertThat(report.loaded()).isEqualTo(3);
  }

  @Test
  void theFirstFailuresAreNamedAndAllAreCounted() {
    WarmingReport report = warmer.retry(WarmingRetry.none()).warmUp(keys(range(0, 250), keys -> {
      throw new IOException("down");
    }));

    assertThat(report.failed()).isEqualTo(250);
    assertThat(report.successRate()).isZero();
    assertThat(report.failures())
        .hasSize(WarmingReport.MAX_FAILURES)
        .map(WarmingFailure::key)
        .startsWith(0, 1, 2)
        .doesNotContain(100);
  }

  @Test
  void aFailFastWarmerStopsAtTheFirstKeyThatCannotBeLoaded() {
    IOException unreadable = new IOException("unreadable row");

    WarmingReport report = warmer.failFast().warmUp(keys(range(0, 30), keys -> {
      if (keys.contains(13) || keys.contains(15)) {
        throw unreadable;
      }
      return values(keys);
    }));

    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(report.failure().orElseThrow())
        .hasMessageContainingAll("'things'", "fail-fast", "unreadable row")
        .hasCause(unreadable);
    assertThat(report.failures()).containsExactly(new WarmingFailure(13, unreadable));
    assertThat(report.counts()).isEqualTo(new WarmingCounts(13, 0, 0, 0, 1));
    assertThat(cache.getIfPresent(20)).isNull();
  }

  @Test
  void aFailFastWarmerForgivesWhatARetryMends() {
    WarmingReport report = warmer.failFast().warmUp(keys(range(0, 10), keys -> {
      if (asked.size() < 3) {
        throw new IOException("connection reset");
      }
      return values(keys);
    }));

    assertThat(report.state()).isEqualTo(WarmingState.COMPLETED);
    assertThat(report.loaded()).isEqualTo(10);
  }

  @Test
  void aTimeToLiveThatFailsForOneKeyCostsThisKeyAlone() {
    IllegalStateException unknown = new IllegalStateException("no such tariff");
    TimeToLive<Integer, String> timeToLive = TimeToLive.from((key, value) -> {
      if (key == 3) {
        throw unknown;
      }
      return Duration.ofMinutes(1);
    });

    WarmingReport report =
        warmer.timeToLive(timeToLive).warmUp(WarmingSource.map(values(range(0, 5))));

    assertThat(report.failures()).containsExactly(new WarmingFailure(3, unknown));
    assertThat(report.failed()).isEqualTo(1);
    assertThat(cache.getIfPresent(3)).isNull();
    assertThat(range(0, 5)).filteredOn(key -> cache.getIfPresent(key) != null).hasSize(4);
  }

  @Test
  void aLoaderThatBreaksItsContractFailsItsKeys() {
    WarmingReport report = warmer.warmUp(keys(List.of(1, 2), keys -> Map.of(7, "unasked")));

    assertThat(report.failed()).isEqualTo(2);
    assertThat(cache.getIfPresent(7)).isNull();
  }

  @Test
  void anErrorEndsTheJobAndIsItsReason() {
    AssertionError error = new AssertionError("broken invariant");

    WarmingReport report = warmer.warmUp(WarmingSource.keys(
        () -> {
          throw error;
        },
        keys -> Map.of()));

    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(report.failure()).hasValue(error);
  }

  @Test
  void cancellingEndsTheWaitForARetry() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    WarmingJob job = Warmer.of(cache)
        .retry(new WarmingRetry(2, Duration.ofDays(1), Duration.ofDays(1)))
        .start(keys(range(0, 10), keys -> {
          failed.countDown();
          throw new IOException("down");
        }));
    failed.await();

    job.cancel();

    WarmingReport report = job.await(Duration.ofSeconds(20)).orElseThrow();
    assertThat(report.state()).isEqualTo(WarmingState.CANCELLED);
    assertThat(report.counts()).isEqualTo(WarmingCounts.NONE);
    assertThat(asked).hasSize(1);
  }

  private WarmingSource<Integer, String> keys(
      List<Integer> keys, CacheLoader<Integer, String> loader) {
    return WarmingSource.keys(keys, some -> {
      asked.add(Set.copyOf(some));
      return loader.loadAll(some);
    });
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static Map<Integer, String> values(Collection<Integer> keys) {
    Map<Integer, String> values = new HashMap<>();
    keys.forEach(key -> values.put(key, "v" + key));
    return values;
  }
}
