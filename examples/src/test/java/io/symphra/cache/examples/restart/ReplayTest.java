package io.symphra.cache.examples.restart;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.examples.trace.CsvTrace;
import io.symphra.cache.examples.trace.Requests;
import io.symphra.cache.examples.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  private final CacheManager manager = CacheManager.builder().build();

  @TempDir
  Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void countsHitsAndQueries() throws Exception {
    WatchedLoader<String> loader = loading(key -> key);

    Figures all =
        replay(loader, "a a b a b c", Replay.Progress.none()).play(Rate.MAX, 1).first(6);

    assertThat(all.hits()).isEqualTo(3);
    assertThat(all.queries()).isEqualTo(3);
    assertThat(loader.calls()).isEqualTo(3);
  }

  @Test
  void aLatencyBeginsWhenTheRequestWasDueAndNotWhenAThreadWasFree() throws Exception {
    CountDownLatch twice = new CountDownLatch(1);
    WatchedLoader<String> loader = loading(key -> {
      await(twice);
      return key;
    });

    Samples samples =
        replay(loader, "a b", new LetGo(new AtomicInteger(), twice)).play(new Rate(1_000), 1);

    long slow = samples.latencyOf(0, 1).maxNanos();
    long behindIt = samples.latencyOf(1, 2).maxNanos();
    assertThat(slow).isGreaterThan(MILLISECONDS.toNanos(50));
    assertThat(behindIt).isGreaterThanOrEqualTo(slow - MILLISECONDS.toNanos(1));
    assertThat(samples.dueAfter(1)).isEqualTo(MILLISECONDS.toNanos(1));
  }

  @Test
  void oneFailedRequestEndsTheReplay() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    WatchedLoader<String> loader = loading(key -> {
      asked.incrementAndGet();
      throw new IllegalStateException("no database");
    });

    assertThatThrownBy(
            () -> replay(loader, "a b c d e f g h", Replay.Progress.none()).play(Rate.MAX, 2))
        .isInstanceOf(ExecutionException.class)
        .hasStackTraceContaining("no database");
    assertThat(asked.get()).isLessThan(8);
  }

  @Test
  void aKeyThatTheCatalogueLacksIsAFailure() {
    WatchedLoader<String> loader = new WatchedLoader<>(keys -> Map.of());

    assertThatThrownBy(() -> replay(loader, "a b", Replay.Progress.none()).play(Rate.MAX, 1))
        .hasStackTraceContaining("lacks a key");
  }

  private Replay<String> replay(WatchedLoader<String> loader, String keys, Replay.Progress progress)
      throws IOException {
    Cache<String, String> cache = ProductCache.of(manager, String.class, loader, 100);
    return new Replay<>(cache, loader, all(keys), progress);
  }

  private Requests all(String keys) throws IOException {
    Path log = folder.resolve("log.csv");
    Files.writeString(log, "key\n" + keys.replace(' ', '\n') + "\n");
    Trace trace = new CsvTrace(log, "key").read();
    return new Requests(trace, 0, trace.size());
  }

  private static WatchedLoader<String> loading(Function<String, String> one) {
    return new WatchedLoader<>(CacheLoader.oneByOne(one));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private record LetGo(AtomicInteger looks, CountDownLatch latch) implements Replay.Progress {
    @Override
    public void done(int position) {}

    @Override
    public void look(Samples samples) {
      if (looks.incrementAndGet() == 2) {
        latch.countDown();
      }
    }
  }
}
