package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** No future hangs, whatever is closed. */
class AsyncCloseTest {

  private final Gate gate = new Gate();
  private final AtomicInteger loads = new AtomicInteger();

  private Cache<String, String> cache(CacheManager manager) {
    return manager
        .cache("letters", String.class, String.class)
        .loader(keys -> {
          loads.incrementAndGet();
          gate.pass();
          return Map.of("a", "1");
        })
        .build();
  }

  private static void assertClosed(CompletableFuture<?> future) {
    assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(CacheClosedException.class)
        .hasMessage("cache 'letters' is closed");
  }

  @Test
  void whatHasNotBegunFailsAtOnceAndWhatHasBegunIsAnswered() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (CacheManager manager = CacheManager.builder().executor(executor).build()) {
      Cache<String, String> cache = cache(manager);
      CompletableFuture<String> begun = cache.async().get("a");
      gate.untilReached();
      CompletableFuture<String> queued = cache.async().get("b");
      CompletableFuture<?> write = cache.async().put("b", "never");

      cache.close();

      assertThat(queued).isCompletedExceptionally();
      assertClosed(queued);
      assertClosed(write);
      gate.open();
      assertThat(begun.get(20, TimeUnit.SECONDS)).isEqualTo("1");
      assertThat(loads).hasValue(1);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void anExecutorThatThrewItsQueueAwayLeavesNoFutureBehind() {
    ManualExecutor executor = new ManualExecutor();
    CompletableFuture<String> lost;
    try (CacheManager manager = CacheManager.builder().executor(executor).build()) {
      lost = cache(manager).async().get("a");
      executor.dropAll();
    }
    assertClosed(lost);
  }

  @Test
  void aTaskThatComesAfterTheCloseDoesNothing() {
    ManualExecutor executor = new ManualExecutor();
    try (CacheManager manager = CacheManager.builder().executor(executor).build()) {
      Cache<String, String> cache = cache(manager);
      CompletableFuture<String> queued = cache.async().get("a");
      cache.close();
      executor.runAll();

      assertClosed(queued);
      assertThat(loads).hasValue(0);
    }
  }

  @Test
  void aManagerThatStopsItsThreadsEndsWhatTheyDo() {
    CacheManager manager = CacheManager.builder().build(); // a pool, or virtual threads
    Cache<String, String> cache = cache(manager);
    CompletableFuture<String> leader = cache.async().get("a");
    gate.untilReached();
    CompletableFuture<String> joined = cache.async().get("a");

    manager.close();

    assertClosed(leader);
    assertClosed(joined);
  }

  @Test
  void anExecutorThatRefusesBecauseItWasStoppedSaysSo() {
    ManualExecutor executor = new ManualExecutor();
    try (CacheManager manager = CacheManager.builder().executor(executor).build()) {
      AsyncCache<String, String> async = cache(manager).async();
      executor.refuse(true);

      assertThatThrownBy(() -> async.get("a").join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(AsyncRejectedException.class)
          .hasMessage(
              "cache 'letters': an asynchronous call was not begun: the executor takes no more; wait for earlier calls to end, or give the manager an executor with more threads or a longer queue")
          .hasRootCauseMessage("full");
      executor.refuse(false);
      CompletableFuture<String> next = async.get("a", key -> "1");
      executor.runAll();
      assertThat(next).isCompletedWithValue("1");
    }
  }

  @Test
  void anExecutorThatFailsFailsTheFuture() {
    OutOfMemoryError noThreads = new OutOfMemoryError("unable to create native thread");
    try (CacheManager manager = CacheManager.builder()
        .executor(task -> {
          throw noThreads;
        })
        .build()) {
      CompletableFuture<String> future = cache(manager).async().get("a");

      assertThatThrownBy(future::join).hasCause(noThreads);
    }
  }

  @Test
  void aClosedCacheRefusesAtOnce() {
    try (CacheManager manager = CacheManager.builder().build()) {
      AsyncCache<String, String> async = cache(manager).async();
      async.synchronous().close();

      List<Supplier<CompletableFuture<?>>> calls = List.of(
          () -> async.get("a"),
          () -> async.get("a", key -> "v"),
          () -> async.getIfPresent("a"),
          () -> async.getAll(List.of("a")),
          () -> async.fill(List.of("a"), keys -> Map.of(), FillOptions.ofDefaults()),
          () -> async.put("a", "v"),
          () -> async.put("a", "v", Duration.ofMinutes(1)),
          () -> async.putAll(Map.of()),
          () -> async.remove("a"),
          () -> async.update("a", () -> 1),
          () -> async.update("a", (WriteAction<RuntimeException>) () -> {}),
          () -> async.updateAsync("a", executor -> CompletableFuture.completedFuture(1)),
          () -> async.putIfAbsent("a", "v"),
          () -> async.getAndPut("a", "v"),
          () -> async.getAndRemove("a"),
          () -> async.replace("a", "v"),
          () -> async.replace("a", "v", "w"),
          () -> async.remove("a", "v"),
          () -> async.update("a", current -> current),
          () -> async.invalidate("a"),
          () -> async.invalidateAll(List.of("a")),
          () -> async.invalidateMatching("*"),
          async::clear,
          () -> async.expire("a", Duration.ofMinutes(1)),
          () -> async.expireNow("a"),
          async::cleanUp,
          () -> async.keys("*", 1),
          () -> async.remainingTimeToLive("a"),
          () -> async.entry("a"));
      assertThat(calls)
          .allSatisfy(call -> assertThatThrownBy(call::get)
              .isInstanceOf(CacheClosedException.class)
              .hasMessage("cache 'letters' is closed"));
    }
  }
}
