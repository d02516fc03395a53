package io.symphra.cache.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.IfPresent;
import io.symphra.cache.warming.spi.WarmingBatch;
import io.symphra.cache.warming.spi.WarmingCursor;
import java.io.IOException;
import java.util.AbstractMap.SimpleEntry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a source gives, how often it is opened, and that it is closed whatever happens. */
class WarmingSourceTest {

  @AutoClose
  private final CacheManager caches = CacheManager.builder().build();

  private final Cache<Integer, String> cache =
      caches.cache("things", Integer.class, String.class).build();
  private final Warmer<Integer, String> warmer =
      Warmer.of(cache).batchSize(10).concurrency(1).retry(WarmingRetry.none());

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void aStreamIsOpenedOnceAndClosedAtItsEnd() {
    WarmingReport report =
        warmer.concurrency(4).warmUp(WarmingSource.entries(() -> stream(0, 100)));

    assertThat(report.loaded()).isEqualTo(100);
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void aSourceCanBeUsedAgainIfItsStreamCan() {
    WarmingSource<Integer, String> source = WarmingSource.entries(() -> stream(0, 100));

    warmer.warmUp(source);
    warmer.warmUp(source);

    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(2);
  }

  @Test
  void aSourceThatIsNotWarmedFromIsNotOpened() {
    WarmingSource.entries(() -> stream(0, 100));
    WarmingSource.supplier(() -> {
      opened.incrementAndGet();
      return Map.of();
    });

    assertThat(opened).hasValue(0);
  }

  @Test
  void aStreamThatFailsInTheMiddleFailsTheJobAndKeepsWhatWasLoaded() {
    IllegalStateException cut = new IllegalStateException("connection cut");

    WarmingReport report =
        warmer.warmUp(WarmingSource.entries(() -> stream(0, 100).peek(entry -> {
          if (entry.getKey() == 25) {
            throw cut;
          }
        })));

    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(report.failure())
        .hasValueSatisfying(failure -> assertThat(failure)
            .hasMessageContainingAll("'things'", "a stream of entries", "connection cut")
            .hasCause(cut));
    assertThat(report.loaded()).isEqualTo(20);
    assertThat(cache.getIfPresent(19)).isEqualTo("thing 19");
    assertThat(closed).hasValue(1);
  }

  @Test
  void aSourceThatCannotBeOpenedFailsTheJob() {
    IOException gone = new IOException("no such file");

    WarmingReport report = warmer.warmUp(WarmingSource.entries(() -> {
      throw gone;
    }));

    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(report.failure())
        .hasValueSatisfying(failure -> assertThat(failure).hasCause(gone));
    assertThat(report.expected()).isEmpty();
  }

  @Test
  void aStreamIsClosedWhenTheCacheIsClosedUnderTheJob() {
    WarmingReport report =
        warmer.warmUp(WarmingSource.entries(() -> stream(0, 100).peek(entry -> {
          if (entry.getKey() == 25) {
            cache.close();
          }
        })));

    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(report.failure().orElseThrow()).hasMessageContaining("things");
    assertThat(closed).hasValue(1);
  }

  @Test
  void aStreamIsClosedWhenTheJobIsCancelled() {
    WarmingReport report = warmer
        .listener(new WarmingListener() {
          @Override
          public void progressed(WarmingJob job, WarmingProgress progress) {
            job.cancel();
          }
        })
        .warmUp(WarmingSource.entries(() -> stream(0, 100)));

    assertThat(report.state()).isEqualTo(WarmingState.CANCELLED);
    assertThat(report.loaded()).isEqualTo(10);
    assertThat(closed).hasValue(1);
  }

  @Test
  void aStreamIsClosedWhenAFailFastWarmerStops() {
    WarmingReport report = warmer
        .failFast()
        .warmUp(WarmingSource.keys(() -> stream(0, 100).map(Map.Entry::getKey), keys -> {
          throw new IOException("table is gone");
        }));

    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(closed).hasValue(1);
  }

  @Test
  void aStreamThatCannotBeClosedHasBeenReadAllTheSame() {
    WarmingReport report =
        warmer.warmUp(WarmingSource.entries(() -> stream(0, 10).onClose(() -> {
          throw new IllegalStateException("already closed");
        })));

    assertThat(report.state()).isEqualTo(WarmingState.COMPLETED);
    assertThat(report.loaded()).isEqualTo(10);
  }

  @Test
  void aKeyThatComesTwiceInABatchIsFilledOnceWithItsLastValue() {
    WarmingReport report = warmer
        .ifPresent(IfPresent.OVERWRITE)
        .warmUp(WarmingSource.entries(
            () -> Stream.of(Map.entry(1, "old"), Map.entry(2, "b"), Map.entry(1, "new"))));

    assertThat(cache.getIfPresent(1)).isEqualTo("new");
    assertThat(report.counts()).isEqualTo(new WarmingCounts(2, 1, 0, 0, 0));
  }

  @Test
  void aKeyThatComesTwiceInDifferentBatchesIsSkippedTheSecondTime() {
    WarmingReport report = warmer
        .batchSize(1)
        .warmUp(WarmingSource.entries(() -> Stream.of(Map.entry(1, "old"), Map.entry(1, "new"))));

    assertThat(cache.getIfPresent(1)).isEqualTo("old");
    assertThat(report.counts()).isEqualTo(new WarmingCounts(1, 1, 0, 0, 0));
  }

  @Test
  void aNullKeyFailsTheJob() {
    Map<@Nullable Integer, String> entries = new HashMap<>();
    entries.put(null, "x");
    assertFailed(warmer.warmUp(WarmingSource.map(entries)), "null key");
    assertFailed(
        warmer.warmUp(WarmingSource.keys(Arrays.asList(1, null), keys -> Map.of())), "null key");
  }

  @Test
  void aNullValueFailsTheJob() {
    Map<Integer, @Nullable String> entries = new HashMap<>();
    entries.put(1, null);
    assertFailed(warmer.warmUp(WarmingSource.map(entries)), "null value");
    assertFailed(
        warmer.warmUp(WarmingSource.entries(() -> Stream.of(new SimpleEntry<>(1, null)))),
        "null value");
  }

  @Test
  void aNullMapAndANullStreamFailTheJob() {
    assertFailed(warmer.warmUp(WarmingSource.supplier(() -> null)), "null map");
    assertFailed(warmer.warmUp(WarmingSource.entries(() -> null)), "null stream");
  }

  @Test
  void theNumberOfEntriesCanBeToldToAStream() {
    WarmingReport report =
        warmer.warmUp(WarmingSource.entries(() -> stream(0, 30)).expecting(40));

    assertThat(report.expected()).hasValue(40);
    assertThat(report.loaded()).isEqualTo(30);
    assertThat(closed).hasValue(1);
  }

  @Test
  void aNegativeNumberOfEntriesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WarmingSource.entries(() -> stream(0, 30)).expecting(-1))
        .withMessageContainingAll("expecting", "at least 0", "-1");
  }

  @Test
  void keysForTheLoaderOfACacheThatHasNoneAreRefusedAtTheStart() {
    for (WarmingSource<Integer, String> source : List.of(
        WarmingSource.<Integer, String>keys(List.of(1)),
        WarmingSource.<Integer, String>keys(List.of(1)).expecting(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> warmer.start(source))
          .withMessageContainingAll("'things'", "has no loader");
    }
  }

  @Test
  void anApplicationCanBringASourceOfItsOwn() {
    WarmingReport report = warmer.warmUp(new Countdown(25));

    assertThat(report.source()).isEqualTo("countdown");
    assertThat(report.expected()).hasValue(25);
    assertThat(report.loaded()).isEqualTo(25);
    assertThat(cache.getIfPresent(1)).isEqualTo("1");
  }

  private void assertFailed(WarmingReport report, String reason) {
    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(report.failure().orElseThrow()).hasMessageContainingAll("'things'", reason);
  }

  private Stream<Map.Entry<Integer, String>> stream(int from, int to) {
    opened.incrementAndGet();
    return IntStream.range(from, to)
        .mapToObj(key -> Map.entry(key, "thing " + key))
        .onClose(closed::incrementAndGet);
  }

  private record Countdown(int from) implements WarmingSource<Integer, String> {

    @Override
    public String description() {
      return "countdown";
    }

    @Override
    public WarmingCursor<Integer, String> open(Cache<Integer, String> cache) {
      AtomicInteger left = new AtomicInteger(from);
      return new WarmingCursor<>() {
        @Override
        public OptionalLong expected() {
          return OptionalLong.of(from);
        }

        @Override
        public @Nullable WarmingBatch<Integer, String> next(int size) {
          int key = left.getAndDecrement();
          return key == 0
              ? null
              : new WarmingBatch<>(Set.of(key), keys -> Map.of(key, "" + key), 0);
        }

        @Override
        public void close() {}
      };
    }
  }
}
