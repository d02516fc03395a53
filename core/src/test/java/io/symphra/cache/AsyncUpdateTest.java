package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes of the caller's own that do not block. */
@ParameterizedClass
@EnumSource(Tiers.class)
class AsyncUpdateTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1"));
  private final ManualExecutor executor = new ManualExecutor();
  private final CompletableFuture<String> stage = new CompletableFuture<>();
  private final Tiers tiers;
  private final CacheManager manager;
  private final Cache<String, String> cache;

  AsyncUpdateTest(Tiers tiers) {
    this.tiers = tiers;
    manager = tiers.manager(clock::get, executor);
    cache = cache(manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Cache<String, String> cache(CacheManager manager) {
    return manager
        .cache("letters", String.class, String.class)
        .loader(CacheLoader.oneByOne(database::get))
        .build();
  }

  private CompletableFuture<String> begin() {
    cache.get("a");
    CompletableFuture<String> future = cache.async().updateAsync("a", given -> {
      assertThat(given).isSameAs(executor);
      return stage;
    });
    executor.runAll();
    return future;
  }

  private void assertFenceIsLowered() {
    assertThat(cache.get("a")).isEqualTo(database.get("a"));
    assertThat(cache.getIfPresent("a")).isEqualTo(database.get("a"));
  }

  @Test
  void theFenceStandsUntilTheStageHasCompleted() {
    CompletableFuture<String> future = begin();
    assertThat(future).isNotDone();
    assertThat(cache.getIfPresent("a")).as("dropped").isNull();
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.getIfPresent("a")).as("under the fence nothing is stored").isNull();

    database.put("a", "new");
    stage.complete("done");
    assertThat(future).as("the fence is lowered first").isNotDone();
    executor.runAll();

    assertThat(future).isCompletedWithValue("done");
    assertThat(cache.stats().writes()).isEqualTo(1);
    assertFenceIsLowered();
  }

  @Test
  void aFailedStageFailsTheFutureWithWhatItFailedWith() {
    CompletableFuture<String> future = begin();
    IOException mine = new IOException("conflict");
    stage.completeExceptionally(mine);
    executor.runAll();

    assertThatThrownBy(future::join).hasCause(mine);
    assertThat(cache.stats().writeFailures()).isEqualTo(1);
    assertFenceIsLowered();
  }

  @Test
  void theWrappingOfADependentStageIsTakenOff() {
    IOException mine = new IOException("conflict");
    CompletableFuture<String> future =
        cache.async().updateAsync("a", given -> stage.thenApply(value -> value + "!"));
    executor.runAll();
    stage.completeExceptionally(mine);
    executor.runAll();

    assertThatThrownBy(future::join).hasCause(mine);
  }

  @Test
  void aFunctionThatThrowsOrReturnsNullFailsTheFutureAndLowersTheFence() {
    IllegalStateException mine = new IllegalStateException("no connection");
    CompletableFuture<String> threw = cache.async().updateAsync("a", given -> {
      throw mine;
    });
    CompletableFuture<String> returnedNull = cache.async().updateAsync("a", given -> nullValue());
    executor.runAll();

    assertThatThrownBy(threw::join).hasCause(mine);
    assertThatThrownBy(returnedNull::join)
        .hasCauseInstanceOf(NullPointerException.class)
        .hasMessageContaining("the write returned null; it must return a stage");
    assertThat(cache.stats().writeFailures()).isEqualTo(2);
    assertFenceIsLowered();
  }

  @Test
  void whoGivesUpDoesNotDisturbTheWrite() {
    CompletableFuture<String> future = begin();
    future.cancel(true);
    assertThat(stage).isNotDone();
    database.put("a", "new");
    stage.complete("done");
    executor.runAll();

    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    assertThat(cache.stats().writes()).isEqualTo(1);
    assertFenceIsLowered();
  }

  @Test
  void theFenceIsLoweredAlsoIfTheExecutorTakesNoMore() {
    CompletableFuture<String> future = begin();
    executor.refuse(true);
    stage.complete("done");

    assertThat(future).isCompletedWithValue("done");
    assertFenceIsLowered();
  }

  @Test
  void aWriteUnderWayEndsAfterTheCacheIsClosed() {
    CompletableFuture<String> future = begin();
    cache.close();
    assertThat(future).isNotDone();
    stage.complete("done");
    executor.runAll();

    assertThat(future).isCompletedWithValue("done");
    assertThat(cache.stats().writes()).isEqualTo(1);
  }

  @Test
  void theFenceIsLoweredAlsoIfTheExecutorThrewTheLastStepAway() {
    CompletableFuture<String> future = begin();
    stage.complete("done");
    assertThat(executor.size()).as("the last step waits in the queue").isEqualTo(1);
    cache.close();
    executor.dropAll();

    assertThat(future).isCompletedWithValue("done");
    assertThat(cache.stats().writes()).isEqualTo(1);
  }

  @Test
  void aLastStepThatComesWhileTheExecutorIsBeingStoppedIsNotThrownAway() {
    CompletableFuture<String> future = begin();
    cache.close();
    stage.complete("done");
    executor.dropAll();

    assertThat(future).isCompletedWithValue("done");
    assertThat(cache.stats().writes()).isEqualTo(1);
  }

  @Test
  void aFenceThatCannotBeRaisedFailsTheFutureAndNothingIsWritten() {
    FaultyTier tier = new FaultyTier(HeapSharedTier.create().connect());
    try (CacheManager faulty =
        CacheManager.builder().executor(Runnable::run).sharedTier(tier).build()) {
      AsyncCache<String, String> async = cache(faulty).async();
      tier.goDown();

      CompletableFuture<String> future = async.updateAsync("a", given -> {
        throw new AssertionError("must not be called");
      });

      assertThatThrownBy(future::join).hasCauseInstanceOf(CacheWriteException.class);
    }
  }

  @Test
  void aSingleThreadIsEnoughForAWriteThatRunsOnTheExecutorItIsGiven() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    try (CacheManager own = tiers.manager(clock::get, single)) {
      CompletableFuture<String> future = cache(own)
          .async()
          .updateAsync("a", given -> CompletableFuture.supplyAsync(() -> "done", given));

      assertThat(future.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    } finally {
      single.shutdownNow();
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nullValue() {
    return null;
  }
}
