package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.Gate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The threads that a manager makes for itself. */
class ThreadsTest {

  @Test
  void theCoarseTickerRunsUntilItIsClosed() {
    CoarseTicker ticker = new CoarseTicker();
    long first = ticker.read();
    await().until(() -> ticker.read() - first >= TimeUnit.MILLISECONDS.toNanos(5));
    assertThat(System.nanoTime() - ticker.read()).isGreaterThanOrEqualTo(0);

    ticker.close();
    ticker.close();

    await()
        .until(() -> Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("symphra-cache-ticker")));
  }

  @Test
  void theExecutorRunsOnDaemonThreadsAndStopsWhenItIsClosed() throws Exception {
    CompletableFuture<Boolean> daemon = new CompletableFuture<>();
    OwnExecutor executor = OwnExecutor.start();
    executor.execute(() -> daemon.complete(Thread.currentThread().isDaemon()));
    assertThat(daemon.get(10, TimeUnit.SECONDS)).isTrue();

    executor.close();

    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void onJava21AndLaterTheThreadsAreVirtual() throws Exception {
    CompletableFuture<String> thread = new CompletableFuture<>();
    try (OwnExecutor executor = OwnExecutor.start()) {
      executor.execute(() -> thread.complete(Thread.currentThread().toString()));
      assertThat(thread.get(10, TimeUnit.SECONDS)).startsWith("VirtualThread");
    }
  }

  @Test
  void thePoolOfOlderJvmsIsBoundedAndRefusesWhatIsBeyond() {
    ExecutorService pool = OwnExecutor.boundedPool();
    Gate gate = new Gate();
    int threads = Math.min(64, 4 * Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < threads + 1_024; i++) {
      pool.execute(gate::passQuietly);
    }

    assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);

    gate.open();
    pool.shutdownNow();
  }
}
