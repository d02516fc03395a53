package io.symphra.cache.warming;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import io.symphra.cache.IfPresent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A warm-up never puts an older value in the place of a newer one. */
@Timeout(30)
class NewerDataTest {

  private final Map<Integer, String> database =
      new ConcurrentHashMap<>(Map.of(1, "old", 2, "other"));
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AutoClose
  private final CacheManager caches = CacheManager.builder().build();

  private final Cache<Integer, String> cache = caches
      .cache("things", Integer.class, String.class)
      .loader(keys -> {
        Map<Integer, String> found = new HashMap<>(database);
        found.keySet().retainAll(keys);
        return found;
      })
      .build();

  private final WarmingSource<Integer, String> slow = WarmingSource.keys(Set.of(1, 2), keys -> {
    Map<Integer, String> found = Map.copyOf(database);
    read.countDown();
    goOn.await();
    return found;
  });

  @Test
  void aWriteDuringTheLoadRefusesTheFill() throws Exception {
    WarmingJob job = Warmer.of(cache).start(slow);
    read.await();

    cache.update(1, () -> {
      database.put(1, "new");
    });
    goOn.countDown();
    WarmingReport report = job.await();

    assertThat(report.counts()).isEqualTo(new WarmingCounts(1, 0, 1, 0, 0));
    assertThat(cache.getIfPresent(1)).isNull();
    assertThat(cache.getIfPresent(2)).isEqualTo("other");
    assertThat(cache.get(1)).isEqualTo("new");
  }

  @Test
  void aWriteDuringTheLoadRefusesTheOverwriteToo() throws Exception {
    cache.get(1);
    WarmingJob job = Warmer.of(cache).ifPresent(IfPresent.OVERWRITE).start(slow);
    read.await();

    cache.update(1, () -> {
      database.put(1, "new");
    });
    goOn.countDown();

    assertThat(job.await().refused()).isEqualTo(1);
    assertThat(cache.get(1)).isEqualTo("new");
  }

  @Test
  void anInvalidationDuringTheLoadRefusesTheFill() throws Exception {
    WarmingJob job = Warmer.of(cache).start(slow);
    read.await();

    cache.invalidate(1);
    goOn.countDown();

    assertThat(job.await().refused()).isEqualTo(1);
    assertThat(cache.getIfPresent(1)).isNull();
  }

  @Test
  void aMapIsNotPutOverAKeyThatIsBeingWritten() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    var writer = runAsync(() -> cache.update(1, () -> {
      writing.countDown();
      hold();
      database.put(1, "new");
    }));
    writing.await();

    WarmingReport report = Warmer.of(cache).warmUp(WarmingSource.map(Map.of(1, "old", 2, "two")));
    goOn.countDown();
    writer.get(20, SECONDS);

    assertThat(report.counts()).isEqualTo(new WarmingCounts(1, 0, 1, 0, 0));
    assertThat(cache.get(1)).isEqualTo("new");
  }

  @Test
  void aMapDoesNotNoticeAWriteThatWasOverBefore() {
    Map<Integer, String> readBefore = Map.copyOf(database);
    cache.update(1, () -> {
      database.put(1, "new");
    });

    Warmer.of(cache).warmUp(WarmingSource.map(readBefore));

    assertThat(cache.getIfPresent(1)).as("as docs/limitations.md says").isEqualTo("old");
  }

  @Test
  void aMapIsNotPutOverWhatAWriteStored() {
    cache.put(1, "new");

    WarmingReport report = Warmer.of(cache).warmUp(WarmingSource.map(Map.of(1, "old")));

    assertThat(report.counts()).isEqualTo(new WarmingCounts(0, 1, 0, 0, 0));
    assertThat(cache.getIfPresent(1)).isEqualTo("new");
  }

  @Test
  void anOverwriteIsRefusedWhereANewerVersionStands() {
    Cache<Integer, String> versioned = caches
        .cache("versioned", Integer.class, String.class)
        .version(Long::parseLong)
        .build();
    versioned.put(1, "7");
    versioned.put(2, "7");
    Warmer<Integer, String> overwriting = Warmer.of(versioned).ifPresent(IfPresent.OVERWRITE);

    WarmingReport report = overwriting.warmUp(WarmingSource.map(Map.of(1, "6", 2, "8")));

    assertThat(report.counts()).isEqualTo(new WarmingCounts(1, 0, 1, 0, 0));
    assertThat(versioned.getIfPresent(1)).isEqualTo("7");
    assertThat(versioned.getIfPresent(2)).isEqualTo("8");
  }

  @Test
  void keysReadWhatAWriteLeftWhenTheirTurnComes() {
    WarmingReport report = Warmer.of(cache)
        .warmUp(WarmingSource.keys(() -> Stream.of(1)
            .peek(key -> cache.update(key, () -> {
              database.put(key, "new");
            }))));

    assertThat(report.loaded()).isEqualTo(1);
    assertThat(cache.getIfPresent(1)).isEqualTo("new");
  }

  @Test
  void aKeyThatAReaderIsLoadingIsLeftToTheReader() throws Exception {
    var reader = runAsync(() -> cache.get(1, key -> {
      read.countDown();
      hold();
      return "read";
    }));
    read.await();

    WarmingReport report = Warmer.of(cache).warmUp(WarmingSource.map(Map.of(1, "warm", 2, "two")));
    goOn.countDown();
    reader.get(20, SECONDS);

    assertThat(report.counts()).isEqualTo(new WarmingCounts(1, 1, 0, 0, 0));
    assertThat(cache.getIfPresent(1)).isEqualTo("read");
  }

  private void hold() {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
