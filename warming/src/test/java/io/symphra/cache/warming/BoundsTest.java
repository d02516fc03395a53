package io.symphra.cache.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much a job takes of memory and of the system of record. */
@Timeout(60)
class BoundsTest {

  @AutoClose
  private final CacheManager caches = CacheManager.builder().build();

  private final Cache<Integer, String> cache =
      caches.cache("things", Integer.class, String.class).maximumSize(100).build();

  @Test
  void anEndlessSourceIsReadNoFurtherThanABatchPerWorker() throws Exception {
    AtomicInteger read = new AtomicInteger();
    CountDownLatch loading = new CountDownLatch(3);
    CountDownLatch goOn = new CountDownLatch(1);
    WarmingSource<Integer, String> endless =
        WarmingSource.keys(() -> Stream.generate(read::getAndIncrement), keys -> {
          loading.countDown();
          goOn.await();
          return values(keys);
        });

    WarmingJob job = Warmer.of(cache).batchSize(10).concurrency(3).start(endless);
    loading.await();

    await().during(Duration.ofMillis(200)).untilAsserted(() -> assertThat(read).hasValue(30));
    job.cancel();
    goOn.countDown();
    assertThat(job.await().loaded()).isEqualTo(30);
    assertThat(read).hasValue(30);
  }

  @Test
  void noMoreBatchesAreUnderWayThanAllowed() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch four = new CountDownLatch(4);
    WarmingSource<Integer, String> source =
        WarmingSource.keys(() -> IntStream.range(0, 10_000).boxed(), keys -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          four.countDown();
          four.await();
          now.decrementAndGet();
          return values(keys);
        });

    WarmingReport report = Warmer.of(cache).batchSize(10).concurrency(4).warmUp(source);

    assertThat(report.loaded()).isEqualTo(10_000);
    assertThat(most).hasValue(4);
  }

  @Test
  void aSmallSourceTakesOneThread() {
    AtomicInteger workers = new AtomicInteger();

    WarmingReport report = Warmer.of(cache)
        .concurrency(16)
        .executor(worker -> {
          workers.incrementAndGet();
          new Thread(worker).start();
        })
        .warmUp(WarmingSource.map(Map.of(1, "a", 2, "b")));

    assertThat(report.loaded()).isEqualTo(2);
    // One for the batch, and at most one to see that there is no second.
    assertThat(workers).hasValueLessThanOrEqualTo(2);
  }

  private static Map<Integer, String> values(Set<Integer> keys) {
    Map<Integer, String> values = new HashMap<>();
    keys.forEach(key -> values.put(key, "v" + key));
    return values;
  }
}
