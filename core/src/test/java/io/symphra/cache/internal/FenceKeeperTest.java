package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.FaultyTier;
import io.symphra.cache.Gate;
import io.symphra.cache.HeapSharedTier;
import io.symphra.cache.TypeRef;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fences of writes under way are renewed. */
class FenceKeeperTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final SharedCacheConfig<String, String> CONFIG = new SharedCacheConfig<>(
      "letters",
      String.class,
      String.class,
      KeyCodecs.of("letters", TypeRef.of(String.class)),
      Optional.empty(),
      0);

  private final AtomicLong clock = new AtomicLong();
  private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
  private final SharedCache<String, String> shared =
      HeapSharedTier.builder().ticker(clock::get).build().connect().open(CONFIG, new Deaf());
  private final FenceKeeper<String, String> keeper =
      new FenceKeeper<>("letters", shared, TIMEOUT, scheduler, Runnable::run);

  @AfterEach
  void close() {
    keeper.close();
    scheduler.shutdownNow();
  }

  private boolean isFenced() {
    return shared.lease(List.of("a"), Duration.ofMillis(1), null).get("a")
        instanceof LeaseAnswer.Fenced;
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void aFenceThatIsRenewedStandsBeyondItsTimeout() {
    keeper.raise(List.of("a"));
    for (int i = 0; i < 10; i++) {
      pass(TIMEOUT.dividedBy(3));
      keeper.renewAll();
    }

    assertThat(isFenced()).isTrue();
  }

  @Test
  void aFenceThatWasForgottenFallsAtItsDeadline() {
    Fence fence = keeper.raise(List.of("a"));
    keeper.forget(fence);
    pass(TIMEOUT.minusMillis(1));
    keeper.renewAll();
    assertThat(isFenced()).isTrue();

    pass(Duration.ofMillis(1));

    assertThat(isFenced()).isFalse();
  }

  @Test
  void aLostFenceIsNotRaisedAgainAndALogLineSaysSo() {
    keeper.raise(List.of("a", "b"));
    pass(TIMEOUT);

    String log = logOf(keeper::renewAll);

    assertThat(isFenced()).isFalse();
    assertThat(log).contains("WARN", "cache 'letters'", "a write outlived its fence on 2 keys");
  }

  @Test
  void aWriteThatIsNeverClosedIsNotRenewedForEver() {
    keeper.raise(List.of("a"));
    String log = logOf(() -> {
      for (int i = 0; i <= FenceKeeper.MOST_RENEWALS; i++) {
        assertThat(isFenced()).isTrue();
        pass(TIMEOUT.dividedBy(3));
        keeper.renewAll();
      }
      pass(TIMEOUT);
      keeper.renewAll();
    });

    assertThat(isFenced()).isFalse();
    assertThat(log).containsOnlyOnce("WARN").contains("is a WriteScope not closed?");
  }

  @Test
  void fencesAreRenewedByTheScheduler() {
    try (FenceKeeper<String, String> quick =
        new FenceKeeper<>("letters", shared, Duration.ofMillis(30), scheduler, Runnable::run)) {
      quick.raise(List.of("a"));
      for (int i = 0; i < 5; i++) {
        pass(Duration.ofMillis(20));
        long renewedAt = scheduler.getCompletedTaskCount();
        await().until(() -> scheduler.getCompletedTaskCount() >= renewedAt + 2);
        assertThat(isFenced()).isTrue();
      }
    }
  }

  @Test
  void aWriteThatRunsWhenTheCacheIsClosedKeepsItsFenceUntilItEnds() {
    FenceKeeper<String, String> quick =
        new FenceKeeper<>("letters", shared, Duration.ofMillis(30), scheduler, Runnable::run);
    Fence fence = quick.raise(List.of("a"));
    quick.close();
    for (int i = 0; i < 3; i++) {
      pass(Duration.ofMillis(20));
      long renewedAt = scheduler.getCompletedTaskCount();
      await().until(() -> scheduler.getCompletedTaskCount() >= renewedAt + 2);
      assertThat(isFenced()).isTrue();
    }

    quick.forget(fence);

    keeper.close();
    await()
        .untilAsserted(
            () -> assertThat(scheduler.getQueue()).as("renewals to come").isEmpty());
  }

  @Test
  void aWriteThatWasLetInBeforeTheCacheWasClosedIsRenewedToo() {
    keeper.close();
    assertThat(scheduler.getQueue()).as("nothing to renew").allMatch(task -> isCancelled(task));

    keeper.raise(List.of("a"));

    assertThat(scheduler.getQueue()).anyMatch(task -> !isCancelled(task));
  }

  private static boolean isCancelled(Runnable task) {
    return ((Future<?>) task).isCancelled();
  }

  @Test
  void aSharedTierThatHangsForOneCacheStopsNoOtherCachesRenewals() {
    Gate gate = new Gate();
    AtomicInteger hanging = new AtomicInteger();
    AtomicInteger renewed = new AtomicInteger();
    FaultyTier stuck = new FaultyTier(HeapSharedTier.create().connect());
    stuck.fail("renew", () -> {
      hanging.incrementAndGet();
      gate.passQuietly();
      return new IllegalStateException("too late");
    });
    ExecutorService renewals = Executors.newCachedThreadPool();
    Executor counted = task -> renewals.execute(() -> {
      task.run();
      renewed.incrementAndGet();
    });
    Duration timeout = Duration.ofMillis(30);
    try (FenceKeeper<String, String> first = new FenceKeeper<>(
            "stuck", stuck.open(CONFIG, new Deaf()), timeout, scheduler, renewals);
        FenceKeeper<String, String> second =
            new FenceKeeper<>("letters", shared, timeout, scheduler, counted)) {
      first.raise(List.of("b"));
      gate.untilReached();
      second.raise(List.of("a"));
      for (int i = 0; i < 5; i++) {
        pass(Duration.ofMillis(20));
        int before = renewed.get();
        await().until(() -> renewed.get() >= before + 2); // the first may have begun before
        assertThat(isFenced()).isTrue();
      }
      assertThat(hanging).as("renewals under way do not pile up").hasValue(1);
    } finally {
      gate.open();
      renewals.shutdownNow();
    }
  }

  private static String logOf(Runnable call) {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      call.run();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  private static final class Deaf implements ChangeListener<String> {
    @Override
    public void changed(String key) {}

    @Override
    public void allChanged() {}
  }
}
