package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.LoadLimit;
import io.symphra.cache.protect.LoadTimeout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads that take too long. */
@ParameterizedClass
@EnumSource(Tiers.class)
@Timeout(60)
@Isolated
class LoadTimeoutTest {

  private static final LoadTimeout SHORT = LoadTimeout.of(Duration.ofSeconds(1));
  private static final LoadTimeout LONG = LoadTimeout.of(Duration.ofSeconds(9));

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final Gate gate = new Gate();
  private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final Tiers tiers;
  private final CacheManager manager;

  LoadTimeoutTest(Tiers tiers) {
    this.tiers = tiers;
    manager = tiers.manager(clock::get, pool);
  }

  @AfterEach
  void close() {
    gate.open();
    manager.close();
    pool.shutdownNow();
  }

  private static CacheBuilder<String, String> builder(CacheManager manager) {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0));
  }

  private Cache<String, String> cache(LoadTimeout timeout, CacheLoader<String, String> loader) {
    return builder(manager).loadTimeout(timeout).loader(loader).build();
  }

  /** The first load hangs until it is interrupted. */
  private Map<String, String> hangOnce(Set<String> keys) throws InterruptedException {
    if (loads.incrementAndGet() == 1) {
      try {
        gate.pass();
      } catch (InterruptedException e) {
        interrupted.complete(true);
        throw e;
      }
    }
    return answer(keys);
  }

  /** The first load hangs and does not care whether it is interrupted. */
  private Map<String, String> hangOnceDeaf(Set<String> keys) {
    if (loads.incrementAndGet() == 1) {
      passDeaf();
      return Map.of("a", "late");
    }
    return answer(keys);
  }

  private void passDeaf() {
    while (true) {
      try {
        gate.pass();
        return;
      } catch (InterruptedException e) {
        interrupted.complete(true);
      }
    }
  }

  private static Map<String, String> answer(Set<String> keys) {
    return Map.of(keys.iterator().next(), "row");
  }

  private void awaitInterrupt() throws Exception {
    assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aLoadInTimeIsAnsweredAndStored() {
    Cache<String, String> cache = cache(
        LONG,
        CacheLoader.oneByOne(key -> key + " by "
            + (Thread.currentThread().getName().startsWith("pool") ? "executor" : "caller")));

    assertThat(cache.get("a")).isEqualTo("a by executor");
    assertThat(cache.getIfPresent("a")).isEqualTo("a by executor");
    assertThat(cache.stats().timedOutLoads()).isZero();
  }

  @Test
  void aLoadThatHangsIsGivenUpAndInterrupted() throws Exception {
    Ear ear = new Ear();
    Cache<String, String> cache =
        builder(manager).loadTimeout(SHORT).loader(this::hangOnce).listener(ear).build();

    assertThatThrownBy(() -> cache.get("a"))
        .isInstanceOfSatisfying(
            LoadTimeoutException.class, e -> assertThat(e.keys()).isEqualTo(Set.of("a")))
        .hasMessage(
            "cache 'letters': loading 1 keys took longer than loadTimeout PT1S and was given up")
        .cause()
        .satisfies(cause -> assertWhere(cause, "hangOnce"));

    awaitInterrupt();
    assertThat(cache.get("a")).as("the lease was given back").isEqualTo("row");
    assertThat(cache.stats().timedOutLoads()).isEqualTo(1);
    await()
        .untilAsserted(() -> assertThat(ear.loadFailures)
            .as("the load that was given up, and the end of its loader")
            .extracting(failure -> failure.cause().getClass().getSimpleName())
            .containsExactlyInAnyOrder("LoadTimeoutException", "InterruptedException"));
  }

  @Test
  void aLoaderThatIgnoresItsInterruptKeepsNobodyWaitingAndItsLateResultIsDropped()
      throws Exception {
    Cache<String, String> cache = cache(SHORT, this::hangOnceDeaf);
    List<Background<String>> readers = IntStream.range(0, 4)
        .mapToObj(i -> Background.start(() -> cache.get("a")))
        .toList();
    gate.untilReached();

    assertThat(readers)
        .anySatisfy(reader ->
            assertThatThrownBy(reader::result).cause().isInstanceOf(LoadTimeoutException.class));
    awaitInterrupt();
    assertThat(cache.get("a")).isEqualTo("row");

    gate.open();
    await().until(() -> cache.stats().loads() == loads.get());
    assertThat(cache.getIfPresent("a")).isEqualTo("row");
  }

  @Test
  void aFailureInTimeIsTheLoaders() {
    Cache<String, String> cache = cache(LONG, keys -> {
      throw new IOException("down");
    });

    assertThatThrownBy(() -> cache.get("a"))
        .isExactlyInstanceOf(CacheLoadException.class)
        .hasRootCauseMessage("down");
  }

  @Test
  void anErrorInTheLoaderIsAnError() {
    Cache<String, String> cache = cache(LONG, keys -> {
      throw new AssertionError("bug");
    });

    assertThatThrownBy(() -> cache.get("a")).isInstanceOf(AssertionError.class).hasMessage("bug");
    assertThat(cache.get("a", key -> "free again")).isEqualTo("free again");
  }

  @Test
  void aCallerThatIsInterruptedStopsTheLoader() throws Exception {
    Cache<String, String> cache = cache(LONG, this::hangOnce);
    Background<String> reader = Background.start(() -> cache.get("a"));
    gate.untilReached();

    reader.interrupt();

    assertThatThrownBy(reader::result).cause().isInstanceOf(CacheLoadException.class);
    awaitInterrupt();
    assertThat(cache.get("a")).isEqualTo("row");
  }

  @Test
  void anInterruptOfTheExecutorsThreadIsAFailureAndNotTheCallersInterrupt() {
    AtomicReference<Thread> runner = new AtomicReference<>();
    Cache<String, String> cache = cache(LONG, keys -> {
      runner.set(Thread.currentThread());
      return hangOnce(keys);
    });
    Background<Boolean> reader = Background.start(() -> {
      assertThatThrownBy(() -> cache.get("a"))
          .isExactlyInstanceOf(CacheLoadException.class)
          .hasCauseInstanceOf(CancellationException.class);
      return Thread.currentThread().isInterrupted();
    });
    gate.untilReached();

    runner.get().interrupt();

    assertThat(reader.result()).isFalse();
  }

  @Test
  void anExecutorThatRunsTheLoadOnTheCallersThreadEndsTheFlightsInTimeToo() throws Exception {
    try (CacheManager direct = tiers.manager(clock::get)) {
      Cache<String, String> cache =
          builder(direct).loadTimeout(SHORT).loader(this::hangOnceDeaf).build();
      Background<String> stuck = Background.start(() -> cache.get("a"));
      gate.untilReached();
      Background<String> joiner = Background.start(() -> cache.get("a"));

      awaitInterrupt();
      await().until(() -> answersOrTimesOut(joiner));
      await().until(() -> cache.get("a").equals("row"));
      assertThat(stuck.isDone()).as("its own loader holds it").isFalse();

      gate.open();
      assertThatThrownBy(stuck::result)
          .cause()
          .isInstanceOf(LoadTimeoutException.class)
          .satisfies(e -> assertWhere(e.getCause(), "hangOnceDeaf"));
      assertThat(cache.getIfPresent("a")).isEqualTo("row");
    }
  }

  private static void assertWhere(Throwable cause, String method) {
    assertThat(cause).as("tells where the loader was").isNotNull();
    assertThat(cause.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method));
  }

  private static boolean answersOrTimesOut(Background<String> reader) {
    try {
      return reader.isDone() && reader.result().equals("row");
    } catch (CompletionException e) {
      return e.getCause() instanceof LoadTimeoutException;
    }
  }

  @Test
  void theInterruptOfALoadStaysWithTheLoad() {
    try (CacheManager direct = tiers.manager(clock::get)) {
      Cache<String, String> cache = builder(direct)
          .loadTimeout(LoadTimeout.of(Duration.ofMillis(50)))
          .loader(keys -> {
            try {
              gate.pass();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return Map.of();
          })
          .build();

      assertThatThrownBy(() -> cache.get("a")).isInstanceOf(LoadTimeoutException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void readersOnAllThreadsOfTheExecutorDoNotWaitForAFreeOne() {
    Cache<String, String> cache = cache(LONG, CacheLoader.oneByOne(key -> key + "!"));
    Gate both = new Gate();
    List<CompletableFuture<String>> readers = IntStream.range(0, 2)
        .mapToObj(i -> CompletableFuture.supplyAsync(
            () -> {
              both.passQuietly();
              return cache.get("k" + i);
            },
            pool))
        .toList();
    both.untilReached().open();

    assertThat(readers)
        .extracting(reader -> reader.orTimeout(5, TimeUnit.SECONDS).join())
        .containsExactly("k0!", "k1!");
  }

  @Test
  void anExecutorThatTakesNoMoreLeavesTheLoadToItsCaller() {
    try (CacheManager full = tiers.manager(clock::get, task -> {
      throw new RejectedExecutionException("full");
    })) {
      Cache<String, String> cache = builder(full)
          .loadTimeout(LONG)
          .loader(CacheLoader.oneByOne(key -> Thread.currentThread().getName()))
          .build();

      assertThat(cache.get("a")).isEqualTo(Thread.currentThread().getName());
    }
  }

  @Test
  void aLoaderThatAsksForTheKeyItLoadsIsToldSo() {
    AtomicReference<Cache<String, String>> self = new AtomicReference<>();
    Cache<String, String> cache =
        cache(LONG, CacheLoader.oneByOne(key -> self.get().get(key)));
    self.set(cache);

    assertThatThrownBy(() -> cache.get("a"))
        .hasRootCauseMessage(
            "a loader asked its own cache for a key that it is loading at the moment");
  }

  @Test
  void aLoadThatWasGivenUpHoldsItsPermitUntilItsLoaderEnds() {
    Cache<String, String> cache = builder(manager)
        .loadTimeout(SHORT)
        .loadLimit(LoadLimit.of(1).maxWaiting(0))
        .loader(this::hangOnceDeaf)
        .build();
    assertThatThrownBy(() -> cache.get("a")).isInstanceOf(LoadTimeoutException.class);

    assertThatThrownBy(() -> cache.get("b")).isInstanceOf(LoadLimitExceededException.class);

    gate.open();
    await().ignoreExceptions().until(() -> cache.get("b").equals("row"));
  }

  @Test
  void aManagerThatIsClosedLeavesNobodyWaiting() {
    Cache<String, String> cache = cache(LoadTimeout.of(Duration.ofSeconds(1)), this::hangOnceDeaf);
    Background<String> reader = Background.start(() -> cache.get("a"));
    gate.untilReached();

    manager.close();

    assertThatThrownBy(reader::result).cause().isInstanceOf(LoadTimeoutException.class);
  }
}
