package io.symphra.cache.warming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheException;
import io.symphra.cache.CacheManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of a job: its states, its end, its threads. */
@Timeout(30)
class WarmingJobTest {

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final CountDownLatch loading = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<Set<Integer>> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicReference<WarmingJob> started = new AtomicReference<>();

  @AutoClose
  private final CacheManager caches = CacheManager.builder().build();

  private final Cache<Integer, String> cache = caches
      .cache("job-" + NAMES.incrementAndGet(), Integer.class, String.class)
      .build();
  private final Warmer<Integer, String> warmer = Warmer.of(cache).batchSize(10).concurrency(1);

  private final WarmingSource<Integer, String> blocked = WarmingSource.keys(
      () -> IntStream.range(0, 100).boxed().onClose(closed::incrementAndGet), keys -> {
        asked.add(Set.copyOf(keys));
        loading.countDown();
        goOn.await();
        return values(keys);
      });

  @Test
  void aJobRunsInTheBackground() throws Exception {
    WarmingJob job = warmer.start(blocked.expecting(100));
    loading.await();

    assertThat(job.state()).isEqualTo(WarmingState.RUNNING);
    assertThat(job.progress().expected()).hasValue(100);
    assertThat(job.progress().done()).isZero();
    assertThat(job.await(Duration.ZERO)).isEmpty();

    goOn.countDown();
    WarmingReport report = job.await();
    assertThat(report.state()).isEqualTo(WarmingState.COMPLETED);
    assertThat(report.loaded()).isEqualTo(100);
    assertThat(job.state()).isEqualTo(WarmingState.COMPLETED);
    assertThat(job.await(Duration.ZERO)).hasValue(report);
    assertThat(job.progress().fraction()).hasValue(1);
    assertThat(job.progress().elapsed()).isEqualTo(report.duration()).isPositive();
  }

  @Test
  void cancellingLetsTheRunningBatchFinishAndStartsNoOther() throws Exception {
    WarmingJob job = warmer.start(blocked);
    loading.await();

    assertThat(job.cancel()).isTrue();
    assertThat(job.state()).isEqualTo(WarmingState.RUNNING);
    goOn.countDown();

    WarmingReport report = job.await();
    assertThat(report.state()).isEqualTo(WarmingState.CANCELLED);
    assertThat(report.failure()).isEmpty();
    assertThat(report.loaded()).isEqualTo(10);
    assertThat(cache.getIfPresent(9)).isEqualTo("v9");
    assertThat(asked).hasSize(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void cancellingWhileTheSourceIsReadLeavesOutWhatWasRead() {
    WarmingReport report = warmer
        .listener(new WarmingListener() {
          @Override
          public void started(WarmingJob job) {
            started.set(job);
          }
        })
        .warmUp(WarmingSource.keys(
            () -> Stream.iterate(0, key -> key + 1).peek(key -> {
              if (key == 15) {
                started.get().cancel();
              }
            }),
            keys -> {
              asked.add(Set.copyOf(keys));
              return values(keys);
            }));

    assertThat(report.state()).isEqualTo(WarmingState.CANCELLED);
    assertThat(report.loaded()).isEqualTo(10);
    assertThat(asked).hasSize(1);
  }

  @Test
  void cancellingTwiceOrTooLateDoesNothing() throws Exception {
    WarmingJob job = warmer.start(blocked);
    loading.await();
    job.cancel();
    assertThat(job.cancel()).isFalse();
    goOn.countDown();
    job.await();

    WarmingJob done = warmer.start(WarmingSource.map(Map.of(1, "a")));
    done.await();

    assertThat(done.cancel()).isFalse();
    assertThat(done.state()).isEqualTo(WarmingState.COMPLETED);
  }

  @Test
  void aJobThatWaitsForAThreadCanBeCancelled() throws Exception {
    List<Runnable> queue = new ArrayList<>();
    WarmingJob job = warmer.executor(queue::add).start(blocked);
    assertThat(job.state()).isEqualTo(WarmingState.PENDING);
    assertThat(job.progress().elapsed()).isZero();

    job.cancel();

    WarmingReport report = job.await();
    assertThat(report.state()).isEqualTo(WarmingState.CANCELLED);
    assertThat(report.duration()).isZero();
    queue.forEach(Runnable::run);
    assertThat(asked).isEmpty();
    assertThat(job.state()).isEqualTo(WarmingState.CANCELLED);
  }

  @Test
  void interruptingAWarmUpCancelsIt() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread caller = new Thread(() -> {
      try {
        warmer
            .listener(new WarmingListener() {
              @Override
              public void started(WarmingJob it) {
                started.set(it);
              }
            })
            .warmUp(blocked);
      } catch (CacheException e) {
        thrown.set(e);
        interrupted.set(Thread.currentThread().isInterrupted());
      }
    });
    caller.start();
    loading.await();

    caller.interrupt();
    caller.join();

    assertThat(thrown.get())
        .hasMessageContainingAll(cache.name(), "interrupted", "cancelled")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(interrupted.get()).isTrue();
    goOn.countDown();
    assertThat(started.get().await().state()).isEqualTo(WarmingState.CANCELLED);
    assertThat(closed).hasValue(1);
    assertNoThreadIsLeft();
  }

  @Test
  void interruptingAWaitLeavesTheJobAlone() {
    WarmingJob job = warmer.start(blocked);

    Thread.currentThread().interrupt();
    assertThatThrownBy(job::await).isInstanceOf(InterruptedException.class);

    assertThat(job.state().isOver()).isFalse();
    goOn.countDown();
    await().until(() -> job.state() == WarmingState.COMPLETED);
  }

  @Test
  void noThreadIsLeftWhenAJobIsOver() throws Exception {
    WarmingJob job = warmer.concurrency(8).start(blocked);
    loading.await();
    assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);

    goOn.countDown();
    job.await();

    assertNoThreadIsLeft();
  }

  @Test
  void theCallersThreadIsEnough() {
    WarmingReport report = warmer.concurrency(4).executor(Runnable::run).warmUp(source(100));

    assertThat(report.loaded()).isEqualTo(100);
  }

  @Test
  void oneThreadOfAnExecutorIsEnough() {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      assertThat(warmer.concurrency(4).executor(one).warmUp(source(100)).loaded())
          .isEqualTo(100);
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void anExecutorThatTakesNothingFailsTheJob() {
    WarmingReport report = warmer
        .executor(worker -> {
          throw new RejectedExecutionException("shut down");
        })
        .warmUp(blocked);

    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(report.failure().orElseThrow())
        .hasMessageContainingAll(cache.name(), "executor", "shut down");
    assertThat(asked).isEmpty();
  }

  @Test
  void anExecutorThatTakesOneWorkerAndNoMoreIsEnough() {
    AtomicInteger taken = new AtomicInteger();
    WarmingReport report = warmer
        .concurrency(4)
        .executor(worker -> {
          if (taken.getAndIncrement() > 0) {
            throw new RejectedExecutionException("full");
          }
          new Thread(worker).start();
        })
        .warmUp(source(100));

    assertThat(report.state()).isEqualTo(WarmingState.COMPLETED);
    assertThat(report.loaded()).isEqualTo(100);
  }

  @Test
  void anExecutorThatIsShutDownUnderTheJobFailsIt() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    WarmingJob job = warmer.retry(WarmingRetry.none()).executor(pool).start(blocked);
    loading.await();

    pool.shutdownNow();

    WarmingReport report = job.await();
    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(report.failure().orElseThrow()).hasMessageContainingAll(cache.name(), "interrupted");
    assertThat(report.counts()).isEqualTo(WarmingCounts.NONE);
    assertThat(closed).hasValue(1);
  }

  @Test
  void anInterruptThatALoaderIgnoresEndsTheJobAfterItsBatch() {
    WarmingReport report = warmer.warmUp(
        WarmingSource.keys(() -> Stream.iterate(0, key -> key < 100, key -> key + 1), keys -> {
          Thread.currentThread().interrupt();
          return values(keys);
        }));

    assertThat(report.state()).isEqualTo(WarmingState.FAILED);
    assertThat(report.failure().orElseThrow()).hasMessageContaining("interrupted");
    assertThat(report.loaded()).isEqualTo(10);
  }

  @Test
  void listenersHearTheWholeStoryInOrder() {
    List<String> story = new ArrayList<>();
    warmer
        .concurrency(4)
        .listener(new WarmingListener() {
          @Override
          public void started(WarmingJob job) {
            story.add("started " + job.state());
          }

          @Override
          public void progressed(WarmingJob job, WarmingProgress progress) {
            story.add("progressed");
          }

          @Override
          public void ended(WarmingJob job, WarmingReport report) {
            story.add("ended " + job.state() + " " + report.loaded());
          }
        })
        .warmUp(source(100));

    assertThat(story)
        .startsWith("started RUNNING")
        .endsWith("ended COMPLETED 100")
        .hasSize(1 + 10 + 1);
  }

  @Test
  void progressNeverGoesBack() {
    List<Long> heard = new ArrayList<>();
    warmer
        .concurrency(8)
        .batchSize(3)
        .listener(WarmingListener.progress(progress -> heard.add(progress.done())))
        .warmUp(source(3_000));

    assertThat(heard).hasSize(1_000).isSorted().endsWith(3_000L);
  }

  @Test
  void aListenerThatFailsHarmsNobody() {
    AtomicInteger heard = new AtomicInteger();
    WarmingReport report = warmer
        .listener(WarmingListener.progress(progress -> {
          throw new IllegalStateException("display is gone");
        }))
        .listener(WarmingListener.progress(progress -> heard.incrementAndGet()))
        .warmUp(source(30));

    assertThat(report.state()).isEqualTo(WarmingState.COMPLETED);
    assertThat(heard).hasValue(3);
  }

  @Test
  void aListenerMayComeLate() throws Exception {
    AtomicReference<WarmingReport> heard = new AtomicReference<>();
    AtomicInteger batches = new AtomicInteger();
    WarmingJob job = warmer.start(blocked);
    loading.await();
    job.addListener(WarmingListener.progress(progress -> batches.incrementAndGet()));
    goOn.countDown();
    WarmingReport report = job.await();

    job.addListener(new WarmingListener() {
      @Override
      public void ended(WarmingJob it, WarmingReport last) {
        heard.set(last);
      }
    });

    assertThat(batches).hasValue(10);
    assertThat(heard).hasValue(report);
  }

  private static WarmingSource<Integer, String> source(int entries) {
    return WarmingSource.entries(() -> Stream.iterate(0, key -> key < entries, key -> key + 1)
        .map(key -> Map.entry(key, "v" + key)));
  }

  private static Map<Integer, String> values(Set<Integer> keys) {
    Map<Integer, String> values = new HashMap<>();
    keys.forEach(key -> values.put(key, "v" + key));
    return values;
  }

  private List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("symphra-warming-" + cache.name() + "-"))
        .toList();
  }

  private void assertNoThreadIsLeft() {
    await().untilAsserted(() -> assertThat(threads()).isEmpty());
  }
}
