package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The cache whose calls do not block, with an executor that runs when the test says so. */
@ParameterizedClass
@EnumSource(Tiers.class)
class AsyncCacheTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "2"));
  private final List<Set<String>> loads = Collections.synchronizedList(new ArrayList<>());
  private final ManualExecutor executor = new ManualExecutor();
  private final CacheManager manager;

  AsyncCacheTest(Tiers tiers) {
    manager = tiers.manager(clock::get, executor);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> builder() {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0));
  }

  private Cache<String, String> cache() {
    return builder().loader(this::load).build();
  }

  private Map<String, String> load(Set<String> keys) {
    loads.add(Set.copyOf(keys));
    Map<String, String> found = new HashMap<>(database);
    found.keySet().retainAll(keys);
    return found;
  }

  private <T> T run(CompletableFuture<T> future) {
    assertThat(future).isNotDone();
    executor.runAll();
    assertThat(future).isDone();
    return future.join();
  }

  private static void bringHome(Cache<String, String> cache, String... keys) {
    for (String key : keys) {
      cache.get(key);
      cache.get(key);
    }
  }

  @Test
  void aLocalHitIsThereAtOnceAndNeedsNoExecutor() {
    Cache<String, String> cache = cache();
    bringHome(cache, "a", "b");
    executor.refuse(true);
    long hits = cache.stats().hits();

    assertThat(cache.async().get("a")).isCompletedWithValue("1");
    assertThat(cache.async().getIfPresent("a")).isCompletedWithValue("1");
    assertThat(cache.async().get("a", key -> "aside")).isCompletedWithValue("1");
    assertThat(cache.async().getAll(List.of("b", "a")).join())
        .containsExactly(Map.entry("b", "2"), Map.entry("a", "1"));
    assertThat(cache.async().getAll(List.of())).isCompletedWithValue(Map.of());
    assertThat(cache.stats().hits()).isEqualTo(hits + 5);
  }

  @Test
  void everythingElseRunsOnTheExecutorAndCountsAsTheBlockingCallDoes() {
    Cache<String, String> cache = cache();
    AsyncCache<String, String> async = cache.async();

    assertThat(run(async.get("a"))).isEqualTo("1");
    assertThat(run(async.get("gone"))).isNull();
    assertThat(run(async.get("c", key -> "aside"))).isEqualTo("aside");
    assertThat(run(async.getIfPresent("b"))).isNull();

    assertThat(cache.stats().misses()).isEqualTo(4);
    assertThat(cache.stats().hits()).isZero();
    assertThat(loads).containsExactly(Set.of("a"), Set.of("gone"));
  }

  @Test
  void aBatchLoadsOnlyWhatIsNotThereAndCountsEachKeyOnce() {
    Cache<String, String> cache = cache();
    bringHome(cache, "a");
    loads.clear();
    long requests = cache.stats().requests();
    List<String> keys = new ArrayList<>(List.of("b", "a", "gone"));

    CompletableFuture<Map<String, String>> future = cache.async().getAll(keys);
    keys.clear();

    assertThat(run(future)).containsExactly(Map.entry("b", "2"), Map.entry("a", "1"));
    assertThat(loads).containsExactly(Set.of("b", "gone"));
    assertThat(cache.stats().requests()).isEqualTo(requests + 3);
  }

  @Test
  void writesAndInvalidationsDoWhatTheirBlockingOnesDo() {
    RecordingWriter writer = new RecordingWriter(database);
    Cache<String, String> cache = builder().loader(this::load).writer(writer).build();
    AsyncCache<String, String> async = cache.async();

    run(async.put("a", "10"));
    run(async.put("c", "30", Duration.ofHours(1)));
    run(async.putAll(new HashMap<>(Map.of("d", "40"))));
    run(async.remove("b"));
    assertThat(database).isEqualTo(Map.of("a", "10", "c", "30", "d", "40"));

    assertThat(run(async.update("a", () -> database.put("a", "11")))).isEqualTo("10");
    run(async.update("c", (WriteAction<IOException>) () -> database.put("c", "31")));
    assertThat(cache.getAll(List.of("a", "c", "d")))
        .isEqualTo(Map.of("a", "11", "c", "31", "d", "40"));

    assertThat(run(async.keys("*", 10))).containsExactlyInAnyOrder("a", "c", "d");
    assertThat(run(async.entry("a"))).isPresent();
    assertThat(run(async.remainingTimeToLive("a"))).isPresent();
    assertThat(run(async.expire("a", Duration.ofHours(2)))).isTrue();
    assertThat(cache.remainingTimeToLive("a")).contains(Duration.ofHours(2));
    assertThat(run(async.expireNow("a"))).isTrue();
    assertThat(cache.getIfPresent("a")).isNull();
    run(async.invalidate("c"));
    assertThat(cache.getIfPresent("c")).isNull();
    bringHome(cache, "a", "c");
    run(async.invalidateAll(new ArrayList<>(List.of("a"))));
    assertThat(cache.getIfPresent("a")).isNull();
    run(async.invalidateMatching("c*"));
    assertThat(cache.getIfPresent("c")).isNull();
    run(async.clear());
    assertThat(cache.getIfPresent("d")).isNull();
    assertThat(run(async.cleanUp())).isNotNull();
    assertThat(run(async.fill(List.of("a"), this::load, FillOptions.ofDefaults())))
        .isEqualTo(Map.of("a", FillOutcome.FILLED));
  }

  @Test
  void conditionalVerbsDoWhatTheirBlockingOnesDo() {
    AsyncCache<String, String> async = builder().build().async();

    assertThat(run(async.putIfAbsent("a", "1"))).isNull();
    assertThat(run(async.putIfAbsent("a", "2"))).isEqualTo("1");
    assertThat(run(async.getAndPut("a", "2"))).isEqualTo("1");
    assertThat(run(async.replace("a", "3"))).isEqualTo("2");
    assertThat(run(async.replace("a", "none", "4"))).isFalse();
    assertThat(run(async.replace("a", "3", "4"))).isTrue();
    assertThat(run(async.update("a", current -> current + "!"))).isEqualTo("4!");
    assertThat(run(async.remove("a", "4"))).isFalse();
    assertThat(run(async.remove("a", "4!"))).isTrue();
    assertThat(run(async.getAndRemove("a"))).isNull();
    IOException mine = new IOException("odd");
    CompletableFuture<String> failing = async.update("a", current -> {
      throw mine;
    });
    executor.runAll();
    assertThatThrownBy(failing::join).hasCause(mine);
  }

  @Test
  void aFutureFailsWithWhatTheBlockingCallThrows() {
    Cache<String, String> cache = builder()
        .loader(keys -> {
          throw new IOException("down");
        })
        .build();
    CompletableFuture<String> future = cache.async().get("a");
    AtomicReference<Throwable> seen = new AtomicReference<>();
    CompletableFuture<String> observed = future.whenComplete((value, failure) -> seen.set(failure));
    executor.runAll();

    assertThat(observed).isCompletedExceptionally();
    assertThat(seen.get()).isInstanceOf(CacheLoadException.class).hasRootCauseMessage("down");
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(CacheLoadException.class)
        .cause()
        .isInstanceOf(IOException.class);
    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(CacheLoadException.class);
  }

  @Test
  void theExceptionOfAnUpdateIsTheCallersOwn() {
    IOException mine = new IOException("conflict");
    CompletableFuture<String> future = cache().async().update("a", (WriteCall<String, IOException>)
        () -> {
          throw mine;
        });
    executor.runAll();

    assertThatThrownBy(future::join).isInstanceOf(CompletionException.class).hasCause(mine);
  }

  @Test
  void anErrorEndsTheFutureToo() {
    CompletableFuture<String> future = cache().async().get("c", key -> {
      throw new StackOverflowError("deep");
    });
    executor.runAll();

    assertThatThrownBy(future::join).hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void aStaleEntryIsThereAtOnceAndIsRefreshed() {
    Cache<String, String> cache =
        builder().serveStale(Duration.ofHours(1)).loader(this::load).build();
    bringHome(cache, "a");
    clock.addAndGet(Duration.ofMinutes(2).toNanos());
    database.put("a", "new");

    assertThat(cache.async().get("a")).isCompletedWithValue("1");
    executor.runAll();

    assertThat(cache.get("a")).isEqualTo("new");
  }

  @Test
  void withoutALoaderAStaleEntryIsRefreshedByTheFunctionOfACaller() {
    Cache<String, String> cache = builder().serveStale(Duration.ofHours(1)).build();
    cache.put("a", "old");
    cache.get("a");
    clock.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(run(cache.async().get("a", key -> "new"))).isEqualTo("new");

    assertThat(cache.getIfPresent("a")).isEqualTo("new");
  }

  @Test
  void aBypassedCacheIsReadOnTheExecutor() {
    Cache<String, String> cache = cache();
    bringHome(cache, "a");
    database.put("a", "changed");
    cache.bypass(true);

    assertThat(run(cache.async().get("a"))).isEqualTo("changed");
    assertThat(run(cache.async().getAll(List.of("a")))).containsEntry("a", "changed");
    assertThat(cache.stats().bypassedReads()).isEqualTo(2);
  }

  @Test
  void aViewHasAFaceOfItsOwnWithItsOptions() {
    RecordingWriter writer = new RecordingWriter(database);
    Cache<String, String> cache = builder().loader(this::load).writer(writer).build();
    bringHome(cache, "a");
    database.put("a", "changed");

    Cache<String, String> view = cache.with(CallOptions.ofDefaults().skipShared());
    assertThat(view.async().synchronous()).isSameAs(view);
    assertThat(cache.async()).isSameAs(cache.async());
    assertThat(run(view.async().get("a"))).isEqualTo("changed");
    run(cache.with(WriteMode.NONE).async().put("b", "cache only"));
    assertThat(writer.written).isEmpty();
    assertThat(cache.get("b")).isEqualTo("cache only");
    assertThat(cache.async()).hasToString("AsyncCache[letters]");
  }
}
