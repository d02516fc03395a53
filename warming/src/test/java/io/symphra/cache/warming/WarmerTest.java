package io.symphra.cache.warming;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.IfPresent;
import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WarmerTest {

  private final AtomicLong time = new AtomicLong();

  @AutoClose
  private final CacheManager caches = CacheManager.builder().ticker(time::get).build();

  private final List<Set<Integer>> asked = new ArrayList<>();

  private final CacheLoader<Integer, String> squares = keys -> {
    asked.add(Set.copyOf(keys));
    Map<Integer, String> found = new HashMap<>();
    keys.stream().filter(key -> key < 1_000).forEach(key -> found.put(key, "" + key * key));
    return found;
  };

  private final Cache<Integer, String> cache = caches
      .cache("squares", Integer.class, String.class)
      .timeToLive(TimeToLive.of(Duration.ofMinutes(10)).jitter(0))
      .loader(squares)
      .build();

  @Test
  void keysAreLoadedByTheLoaderOfTheCache() {
    WarmingReport report = Warmer.of(cache).warmUp(WarmingSource.keys(List.of(1, 2, 3)));

    assertThat(cache.getIfPresent(3)).isEqualTo("9");
    assertThat(report.state()).isEqualTo(WarmingState.COMPLETED);
    assertThat(report.counts()).isEqualTo(new WarmingCounts(3, 0, 0, 0, 0));
    assertThat(report.cache()).isEqualTo("squares");
    assertThat(report.source()).isEqualTo("keys");
    assertThat(report.expected()).hasValue(3);
    assertThat(report.failure()).isEmpty();
  }

  @Test
  void keysAreLoadedByABatchLoader() {
    WarmingSource<Integer, String> source =
        WarmingSource.keys(List.of(1, 2), keys -> Map.of(2, "two"));

    WarmingReport report = Warmer.of(cache).warmUp(source);

    assertThat(cache.getIfPresent(2)).isEqualTo("two");
    assertThat(cache.getIfPresent(1)).isNull();
    assertThat(report.counts()).isEqualTo(new WarmingCounts(1, 0, 0, 1, 0));
    assertThat(asked).isEmpty();
  }

  @Test
  void aMapIsLoadedAsItStands() {
    WarmingReport report = Warmer.of(cache).warmUp(WarmingSource.map(Map.of(1, "a", 2, "b")));

    assertThat(cache.getIfPresent(1)).isEqualTo("a");
    assertThat(report.loaded()).isEqualTo(2);
    assertThat(report.expected()).hasValue(2);
  }

  @Test
  void aSupplierIsAskedOncePerJob() {
    List<String> calls = new ArrayList<>();
    WarmingSource<Integer, String> source = WarmingSource.supplier(() -> {
      calls.add("call");
      return Map.of(1, "a", 2, "b", 3, "c");
    });

    WarmingReport report = Warmer.of(cache).batchSize(1).warmUp(source);

    assertThat(calls).hasSize(1);
    assertThat(cache.getIfPresent(2)).isEqualTo("b");
    assertThat(report.expected()).hasValue(3);
    assertThat(report.loaded()).isEqualTo(3);
  }

  @Test
  void theRowsOfAQueryAreLoadedByTheirKey() {
    WarmingReport report = Warmer.of(cache)
        .warmUp(WarmingSource.values(() -> Stream.of("x", "yy", "zzz"), String::length));

    assertThat(cache.getIfPresent(2)).isEqualTo("yy");
    assertThat(report.loaded()).isEqualTo(3);
    assertThat(report.expected()).isEmpty();
  }

  @Test
  void batchesHaveTheirSize() {
    Warmer.of(cache)
        .concurrency(1)
        .batchSize(3)
        .warmUp(WarmingSource.keys(IntStream.range(0, 8).boxed().toList()));

    assertThat(asked).containsExactly(Set.of(0, 1, 2), Set.of(3, 4, 5), Set.of(6, 7));
  }

  @Test
  void whatIsPresentIsSkippedAndNotLoaded() {
    cache.put(1, "mine");

    WarmingReport report = Warmer.of(cache).warmUp(WarmingSource.keys(List.of(1, 2)));

    assertThat(cache.getIfPresent(1)).isEqualTo("mine");
    assertThat(asked).containsExactly(Set.of(2));
    assertThat(report.counts()).isEqualTo(new WarmingCounts(1, 1, 0, 0, 0));
  }

  @Test
  void whatIsPresentIsOverwrittenWhenAsked() {
    cache.put(1, "mine");

    WarmingReport report =
        Warmer.of(cache).ifPresent(IfPresent.OVERWRITE).warmUp(WarmingSource.keys(List.of(1, 2)));

    assertThat(cache.getIfPresent(1)).isEqualTo("1");
    assertThat(report.loaded()).isEqualTo(2);
  }

  @Test
  void warmingTwiceChangesNothing() {
    Warmer.of(cache).warmUp(WarmingSource.keys(List.of(1, 2)));

    WarmingReport again = Warmer.of(cache).warmUp(WarmingSource.keys(List.of(1, 2)));

    assertThat(again.counts()).isEqualTo(new WarmingCounts(0, 2, 0, 0, 0));
    assertThat(asked).hasSize(1);
  }

  @Test
  void keysTheSystemOfRecordDoesNotHaveAreAbsent() {
    WarmingReport report = Warmer.of(cache).warmUp(WarmingSource.keys(List.of(1, 5_000)));

    assertThat(report.absent()).isEqualTo(1);
    assertThat(report.successRate()).isEqualTo(1);
  }

  @Test
  void entriesLiveAsLongAsTheWarmerSays() {
    Warmer.of(cache)
        .timeToLive(TimeToLive.of(Duration.ofHours(2)).jitter(0))
        .warmUp(WarmingSource.keys(List.of(1)));
    Warmer.of(cache).warmUp(WarmingSource.keys(List.of(2)));

    time.addAndGet(Duration.ofMinutes(11).toNanos());
    assertThat(cache.getIfPresent(1)).isEqualTo("1");
    assertThat(cache.getIfPresent(2)).isNull();

    time.addAndGet(Duration.ofMinutes(110).toNanos());
    assertThat(cache.getIfPresent(1)).isNull();
  }

  @Test
  void aTimeToLiveMayDependOnTheEntry() {
    TimeToLive<Integer, String> byLength = TimeToLive.<Integer, String>from(
            (key, value) -> Duration.ofMinutes(value.length()))
        .jitter(0);

    Warmer.of(cache).timeToLive(byLength).warmUp(WarmingSource.map(Map.of(1, "short", 2, "s")));
    time.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(cache.getIfPresent(1)).isEqualTo("short");
    assertThat(cache.getIfPresent(2)).isNull();
  }

  @Test
  void aWarmerIsNotChangedByItsSettings() {
    Warmer<Integer, String> one = Warmer.of(cache).concurrency(1);
    Warmer<Integer, String> pairs = one.batchSize(2);

    one.warmUp(WarmingSource.keys(List.of(1, 2, 3, 4)));
    cache.clear();
    pairs.warmUp(WarmingSource.keys(List.of(1, 2, 3, 4)));

    assertThat(asked).containsExactly(Set.of(1, 2, 3, 4), Set.of(1, 2), Set.of(3, 4));
  }

  @Test
  void nothingToWarmIsDoneAtOnce() {
    WarmingReport report = Warmer.of(cache).warmUp(WarmingSource.map(Map.of()));

    assertThat(report.state()).isEqualTo(WarmingState.COMPLETED);
    assertThat(report.counts()).isEqualTo(WarmingCounts.NONE);
    assertThat(report.expected()).hasValue(0);
  }
}
