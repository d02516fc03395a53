package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.Coalescing;
import io.symphra.cache.protect.LoadLimit;
import io.symphra.cache.protect.LoadTimeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Asynchronous and bypassed reads, with what protects loaders, on an executor of a single thread. */
@ParameterizedClass
@EnumSource(Tiers.class)
class AsyncLoadsTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "2"));
  private final Gate gate = new Gate();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final CacheManager manager;

  AsyncLoadsTest(Tiers tiers) {
    manager = tiers.manager(clock::get, executor);
  }

  @AfterEach
  void close() {
    gate.open();
    manager.close();
    executor.shutdownNow();
  }

  private CacheBuilder<String, String> builder() {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0));
  }

  @Test
  void aThreadThatWaitsForATimedLoadDoesNotWaitForItself() throws Exception {
    Cache<String, String> cache = builder()
        .loadTimeout(LoadTimeout.of(Duration.ofSeconds(5)))
        .loadLimit(LoadLimit.of(1))
        .coalescing(Coalescing.of(Duration.ofMillis(1)))
        .loader(CacheLoader.oneByOne(key -> "v" + key))
        .build();
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      futures.add(cache.async().get("k" + i % 10));
      futures.add(cache.async().getAll(List.of("k" + i % 7, "l" + i % 3)));
    }

    CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new)).get(20, TimeUnit.SECONDS);
    assertThat(cache.getAll(List.of("k0", "l2"))).isEqualTo(Map.of("k0", "vk0", "l2", "vl2"));
  }

  @Test
  void aHardTimeoutEndsTheFuture() {
    Cache<String, String> cache = builder()
        .loadTimeout(LoadTimeout.of(Duration.ofMillis(50)))
        .loader(keys -> {
          gate.pass();
          return Map.of();
        })
        .build();

    assertThatThrownBy(() -> cache.async().get("a").get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LoadTimeoutException.class);
  }

  @Test
  void aSoftTimeoutIsWaitedForOnTheExecutorAndNotByTheCaller() throws Exception {
    Cache<String, String> cache = builder()
        .serveStale(Duration.ofHours(1))
        .loadTimeout(LoadTimeout.of(Duration.ofSeconds(5)).soft(Duration.ofMillis(50)))
        .loader(CacheLoader.oneByOne(database::get))
        .build();
    cache.get("a");
    cache.get("a");
    clock.addAndGet(Duration.ofMinutes(2).toNanos());
    executor.execute(gate::passQuietly);
    gate.untilReached();

    CompletableFuture<String> future = cache.async().get("a");

    assertThat(future).as("a stale entry is not answered at once").isNotDone();
    gate.open();
    assertThat(future.get(20, TimeUnit.SECONDS)).isEqualTo("1");
  }

  @Test
  void theLimitOfLoadsHoldsForBypassedReads() {
    Cache<String, String> cache = builder()
        .loadLimit(LoadLimit.of(1).maxWaiting(0))
        .loader(keys -> {
          gate.pass();
          return Map.of("a", "1");
        })
        .build();
    cache.bypass(true);
    Background<String> first = Background.start(() -> cache.get("a"));
    gate.untilReached();

    assertThatThrownBy(() -> cache.get("a")).isInstanceOf(LoadLimitExceededException.class);

    gate.open();
    assertThat(first.result()).isEqualTo("1");
    assertThat(cache.stats().bypassedReads()).isEqualTo(2);
  }
}
