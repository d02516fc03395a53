package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Asynchronous calls that are given up, interrupted, or too many, on an executor of a single thread. */
@ParameterizedClass
@EnumSource(Tiers.class)
class AsyncRacesTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "2"));
  private final AtomicInteger loads = new AtomicInteger();
  private final Gate gate = new Gate();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final CacheManager manager;
  private final Cache<String, String> cache;
  private final AsyncCache<String, String> async;

  AsyncRacesTest(Tiers tiers) {
    manager = tiers.manager(clock::get, executor);
    cache = manager
        .cache("letters", String.class, String.class)
        .loader(this::loadBehindTheGate)
        .build();
    async = cache.async();
  }

  @AfterEach
  void close() {
    gate.open();
    manager.close();
    executor.shutdownNow();
  }

  private Map<String, String> loadBehindTheGate(Set<String> keys) throws InterruptedException {
    loads.incrementAndGet();
    gate.pass();
    return load(keys);
  }

  private Map<String, String> load(Set<String> keys) {
    Map<String, String> found = new HashMap<>(database);
    found.keySet().retainAll(keys);
    return found;
  }

  private static <T> T result(CompletableFuture<T> future) {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns when the executor has done what it was given before. */
  private void untilIdle() {
    result(CompletableFuture.runAsync(() -> {}, executor));
  }

  @Test
  void whoGivesUpDisturbsNeitherTheLoadNorThoseWhoShareIt() {
    CompletableFuture<String> future = async.get("a");
    gate.untilReached();
    Background<String> other = Background.start(() -> cache.get("a")).untilItWaits();

    assertThat(future.cancel(true)).isTrue();
    gate.open();

    assertThat(other.result()).isEqualTo("1");
    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
    assertThat(loads).hasValue(1);
    assertThat(cache.getIfPresent("a")).isEqualTo("1");
  }

  @Test
  void aFutureThatIsCompletedOrObtrudedByItsCallerIsItsCallersOwn() {
    CompletableFuture<String> first = async.get("a");
    gate.untilReached();
    CompletableFuture<String> second = async.get("a");
    first.complete("made up");
    first.obtrudeValue("made up again");
    gate.open();

    assertThat(result(second)).isEqualTo("1");
    assertThat(first.join()).isEqualTo("made up again");
    assertThat(cache.getIfPresent("a")).isEqualTo("1");
  }

  @Test
  void aTimeoutEndsTheFutureAndTheLoadIsStored() {
    CompletableFuture<String> future = async.get("a");
    gate.untilReached();
    future.orTimeout(1, TimeUnit.MILLISECONDS);
    assertThatThrownBy(future::join).hasCauseInstanceOf(TimeoutException.class);

    gate.open();
    untilIdle();

    assertThat(cache.getIfPresent("a")).isEqualTo("1");
    assertThat(loads).hasValue(1);
  }

  @Test
  void theTimeoutOfAViewNeedsNoSecondThread() {
    AsyncCache<String, String> impatient =
        cache.with(CallOptions.ofDefaults().timeout(Duration.ofMillis(1))).async();
    CompletableFuture<String> late = impatient.get("a");
    assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CacheTimeoutException.class)
        .hasMessageContaining(
            "cache 'letters': a read took longer than its timeout of PT0.001S and goes on without its caller");
    gate.open();
    untilIdle();

    AsyncCache<String, String> patient =
        cache.with(CallOptions.ofDefaults().timeout(Duration.ofSeconds(20))).async();
    assertThat(result(patient.get("b"))).isEqualTo("2");
  }

  @Test
  void aCallThatIsGivenUpBeforeItBeginsDoesNothing() {
    CompletableFuture<String> busy = async.get("a");
    gate.untilReached();
    CompletableFuture<String> read = async.get("b");
    CompletableFuture<Void> write = async.put("c", "never");
    CompletableFuture<String> update = async.update("b", () -> database.put("b", "never"));
    read.cancel(false);
    write.cancel(false);
    update.completeExceptionally(new IllegalStateException("changed my mind"));
    gate.open();

    assertThat(result(busy)).isEqualTo("1");
    untilIdle();
    assertThat(loads).hasValue(1);
    assertThat(cache.getIfPresent("c")).isNull();
    assertThat(database).containsEntry("b", "2");
    assertThat(cache.get("b")).as("no flight, lease or fence is left").isEqualTo("2");
  }

  @Test
  void aWriteThatIsGivenUpAfterItBeganIsWritten() {
    CompletableFuture<String> update = async.update("a", () -> {
      gate.pass();
      return database.put("a", "new");
    });
    gate.untilReached();
    update.cancel(true);
    gate.open();
    untilIdle();

    assertThat(database).containsEntry("a", "new");
    assertThat(cache.stats().writes()).isEqualTo(1);
    assertThat(cache.get("a")).isEqualTo("new");
    assertThat(cache.getIfPresent("a")).as("the fence is lowered").isEqualTo("new");
  }

  @Test
  void anInterruptedBlockingCallerDoesNotFailTheOnesWhoJoinedIt() {
    Background<String> leader = Background.start(() -> cache.get("a"));
    gate.untilReached();
    CompletableFuture<String> joined = async.get("a");
    Background<String> alsoJoined = Background.start(() -> cache.get("a")).untilItWaits();

    leader.interrupt();
    assertThatThrownBy(leader::result).hasCauseInstanceOf(CacheLoadException.class);
    gate.open();

    assertThat(result(joined)).isEqualTo("1");
    assertThat(alsoJoined.result()).isEqualTo("1");
    assertThat(loads.get()).isBetween(2, 3);
  }

  @Test
  void aSingleThreadServesAQueueOfCallsThatShareKeys() {
    Background<String> outside = Background.start(() -> cache.get("a"));
    gate.untilReached();
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      futures.add(async.get("a"));
      futures.add(async.getAll(List.of("a", "b", "c" + i % 7)));
      futures.add(async.getAll(List.of("c" + i % 5, "b", "a")));
      futures.add(async.update("b", () -> 1));
      futures.add(async.fill(List.of("a", "b"), this::load, FillOptions.ofDefaults()));
    }
    gate.open();

    assertThat(outside.result()).isEqualTo("1");
    futures.forEach(AsyncRacesTest::result);
    assertThat(futures).allMatch(future -> !future.isCompletedExceptionally());
  }

  @Test
  void twoCachesThatLoadFromEachOtherShareASingleThread() {
    Cache<String, String> outer = manager
        .cache("outer", String.class, String.class)
        .loader(CacheLoader.oneByOne(cache::get)) // blocking, on the thread that it has
        .build();
    gate.open();
    List<CompletableFuture<String>> futures = IntStream.range(0, 50)
        .mapToObj(i -> i % 2 == 0 ? outer.async().get("a") : async.get("a"))
        .toList();

    assertThat(futures).allSatisfy(future -> assertThat(result(future)).isEqualTo("1"));
    assertThat(loads).hasValue(1);
  }

  @Test
  void dependentsMayMakeTheNextCall() {
    gate.open();
    CompletableFuture<String> chain = async
        .get("a")
        .thenCompose(one -> async.put("c", one + "!"))
        .thenCompose(done -> async.getIfPresent("c"));

    assertThat(result(chain)).isEqualTo("1!");
  }

  @Test
  void beyondTheBoundCallsFailUntilOthersHaveEnded() {
    CompletableFuture<String> first = async.get("a");
    gate.untilReached();
    List<CompletableFuture<String>> waiting =
        IntStream.range(1, 10_000).mapToObj(i -> async.get("a")).toList();

    assertThatThrownBy(() -> result(async.get("b")))
        .hasRootCauseInstanceOf(AsyncRejectedException.class)
        .hasRootCauseMessage(
            "cache 'letters': an asynchronous call was not begun: 10000 calls are under way; wait for some of them to end");
    waiting.forEach(future -> future.cancel(false));
    gate.open();

    assertThat(result(first)).isEqualTo("1");
    untilIdle();
    assertThat(result(async.get("b"))).isEqualTo("2");
    waiting.forEach(future -> assertThat(future).isCancelled());
  }

  @Test
  void manyCallersFromManyThreads() {
    gate.open();
    List<Background<Integer>> callers = IntStream.range(0, 8)
        .mapToObj(caller -> Background.start(() -> {
          List<CompletableFuture<String>> futures = new ArrayList<>();
          for (int i = 0; i < 200; i++) {
            futures.add(async.get("k" + i % 20, key -> "v" + key));
            if (i % 3 == caller % 3) {
              futures.get(i).cancel(true);
            }
          }
          return (int) futures.stream()
              .filter(future -> !future.isCancelled())
              .filter(future -> result(future).startsWith("vk"))
              .count();
        }))
        .toList();

    callers.forEach(caller -> assertThat(caller.result()).isGreaterThanOrEqualTo(133));
    await().untilAsserted(() -> assertThat(loads).hasValue(0));
    assertThat(cache.getAll(List.of("k0")).get("k0")).isEqualTo("vk0");
  }
}
