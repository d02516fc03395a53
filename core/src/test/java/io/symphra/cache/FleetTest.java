package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances of a service over one shared tier. */
class FleetTest {

  private final AtomicLong clock = new AtomicLong();
  private final HeapSharedTier tier =
      HeapSharedTier.builder().ticker(clock::get).build();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "2"));
  private final AtomicInteger loads = new AtomicInteger();
  private final Gate gate = new Gate();
  private final List<CacheManager> managers = new ArrayList<>();
  private final Cache<String, String> here = instance(this::read).build();
  private final Cache<String, String> there = instance(this::read).build();

  @AfterEach
  void close() {
    gate.open();
    managers.forEach(CacheManager::close);
  }

  private CacheBuilder<String, String> instance(Function<String, @Nullable String> loader) {
    CacheManager manager = CacheManager.builder()
        .ticker(clock::get)
        .executor(Runnable::run)
        .sharedTier(tier.connect())
        .build();
    managers.add(manager);
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
        .serveStale(Duration.ofMinutes(10))
        .leaseTimeout(Duration.ofSeconds(10))
        .loader(CacheLoader.oneByOne(loader));
  }

  private @Nullable String read(String key) {
    loads.incrementAndGet();
    return database.get(key);
  }

  private String readBehindTheGate(String key) {
    loads.incrementAndGet();
    String read = database.getOrDefault(key, "none");
    gate.passQuietly();
    return read;
  }

  @Test
  void whatOneInstanceLoadedTheOtherFindsInTheSharedTierAndThenInItsLocalTier() {
    here.get("a");

    assertThat(there.get("a")).isEqualTo("1");
    assertThat(there.get("a")).isEqualTo("1");

    assertThat(loads).hasValue(1);
    assertThat(there.stats().sharedHits()).isEqualTo(1);
    assertThat(there.stats().hits()).isEqualTo(2);
    assertThat(there.stats().misses()).isZero();
  }

  @Test
  void aMissOnManyThreadsOfTwoInstancesIsOneLoadAndTheFillWakesTheOtherInstance() {
    Cache<String, String> slow = instance(this::readBehindTheGate).build();
    Background<String> leader = Background.start(() -> slow.get("a"));
    gate.untilReached();
    List<Background<String>> others = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      others.add(Background.start(() -> here.get("a")));
      others.add(Background.start(() -> there.get("a")));
    }
    others.forEach(Background::untilItWaits);
    gate.open();

    assertThat(leader.result()).isEqualTo("1");
    assertThat(others).allSatisfy(other -> assertThat(other.result()).isEqualTo("1"));
    assertThat(loads).hasValue(1);
  }

  @Test
  void whoWaitsForALeaseThatNeverEndsLoadsWhenItsTimeIsUp() {
    Cache<String, String> hanging = instance(this::readBehindTheGate).build();
    Background<String> leader = Background.start(() -> hanging.get("a"));
    gate.untilReached();
    Background<String> waiter = Background.start(() -> here.get("a")).untilItWaits();
    assertThat(waiter.isDone()).isFalse();

    clock.addAndGet(Duration.ofSeconds(10).toNanos());

    assertThat(waiter.result()).isEqualTo("1");
    assertThat(loads).hasValue(2);
    gate.open();
    assertThat(leader.result()).as("answered, though no longer stored").isEqualTo("1");
  }

  @Test
  void whoWaitsForTheLeaseOfAnotherInstanceCanBeInterrupted() {
    Cache<String, String> slow = instance(this::readBehindTheGate).build();
    Background<String> leader = Background.start(() -> slow.get("a"));
    gate.untilReached();
    Background<String> waiter = Background.start(() -> here.get("a")).untilItWaits();

    waiter.interrupt();

    assertThatThrownBy(waiter::result).cause().isInstanceOf(CacheLoadException.class);
    gate.open();
    assertThat(leader.result()).isEqualTo("1");
    assertThat(here.get("a")).isEqualTo("1");
  }

  @Test
  void aBatchLoadsWhatIsFreeAndWaitsOnlyForTheRest() {
    Cache<String, String> slow = instance(this::readBehindTheGate).build();
    Background<String> leader = Background.start(() -> slow.get("a"));
    gate.untilReached();
    Background<Map<String, String>> batch = Background.start(() -> here.getAll(List.of("a", "b")));

    await().untilAsserted(() -> assertThat(there.getIfPresent("b")).isEqualTo("2"));
    assertThat(batch.isDone()).isFalse();
    gate.open();

    assertThat(batch.result()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(leader.result()).isEqualTo("1");
    assertThat(loads).hasValue(2);
  }

  @Test
  void aWriteHereIsSeenThereAtOnce() {
    here.get("a");
    there.get("a");
    there.get("a");

    here.update("a", (WriteAction<RuntimeException>) () -> database.put("a", "new"));

    assertThat(there.get("a")).isEqualTo("new");
    assertThat(here.get("a")).isEqualTo("new");
    assertThat(loads).hasValue(2);
  }

  @Test
  void aWriteThroughHereIsFoundThereWithoutALoad() {
    there.get("a");
    there.get("a");
    Cache<String, String> writing =
        instance(key -> "unused").writer(new RecordingWriter(database)).build();

    writing.put("a", "new");

    assertThat(there.get("a")).isEqualTo("new");
    assertThat(loads).hasValue(1);
  }

  @Test
  void aFenceHereKeepsFillsAwayThere() {
    try (WriteScope scope = here.writing(Set.of("a"))) {
      there.get("a");
      assertThat(there.getIfPresent("a")).isNull();
      database.put("a", "new");
      scope.committed();
    }

    assertThat(there.get("a")).isEqualTo("new");
  }

  @Test
  void aFenceOfADeadInstanceFallsAtItsDeadline() {
    WriteScope dead = here.writing(Set.of("a"));
    there.get("a");
    assertThat(there.getIfPresent("a")).isNull();

    clock.addAndGet(Duration.ofSeconds(30).toNanos());
    there.get("a");
    assertThat(there.getIfPresent("a")).isEqualTo("1");

    dead.close();
    assertThat(there.getIfPresent("a")).as("a late release drops the value").isNull();
  }

  @Test
  void invalidationsPatternsAndClearReachTheOtherInstance() {
    List<Runnable> lettingGo = List.of(
        () -> here.invalidate("a"),
        () -> here.invalidateAll(Set.of("a")),
        () -> here.invalidateMatching("?"),
        () -> here.clear());
    for (Runnable letGo : lettingGo) {
      there.get("a");
      there.get("a");
      assertThat(there.stats().size()).isEqualTo(1);

      letGo.run();

      assertThat(there.stats().size()).isZero();
      assertThat(there.getIfPresent("a")).isNull();
    }
  }

  @Test
  void aStaleEntryOfTheSharedTierIsAnsweredAndRefreshedByTheInstanceThatMeetsIt() {
    here.get("a");
    database.put("a", "2");
    clock.addAndGet(Duration.ofMinutes(2).toNanos());

    assertThat(there.get("a")).as("stale").isEqualTo("1");
    assertThat(there.get("a")).isEqualTo("2");
    assertThat(here.get("a")).isEqualTo("2");
    assertThat(loads).hasValue(2);
    assertThat(there.stats().refreshes()).isEqualTo(1);
  }

  @Test
  void anOlderVersionDoesNotReplaceANewerOne() {
    Cache<String, String> versioned =
        instance(this::readBehindTheGate).version(Long::parseLong).build();
    Cache<String, String> other = instance(key -> "2").version(Long::parseLong).build();
    other.get("a");
    assertThat(versioned.fill(
            List.of("a"),
            keys -> Map.of("a", "1"),
            new FillOptions<>(IfPresent.OVERWRITE, Optional.empty())))
        .isEqualTo(Map.of("a", FillOutcome.REFUSED));

    assertThat(versioned.getIfPresent("a")).isEqualTo("2");
  }

  @Test
  void theEntriesOutliveTheInstanceThatLoadedThem() {
    here.get("a");
    managers.get(0).close();

    assertThat(there.get("a")).isEqualTo("1");
    assertThat(loads).hasValue(1);
  }

  @Test
  void theSharedTierHoldsItsMaximumAndTellsTheLocalTiersWhatItLetsGo() {
    HeapSharedTier small =
        HeapSharedTier.builder().ticker(clock::get).maximumEntries(5).build();
    try (CacheManager manager =
        CacheManager.builder().ticker(clock::get).sharedTier(small.connect()).build()) {
      Cache<Integer, String> cache =
          manager.cache("numbers", Integer.class, String.class).build();
      for (int i = 0; i < 50; i++) {
        cache.put(i, "v");
        cache.getIfPresent(i);
      }
      assertThat(cache.stats().size()).isLessThanOrEqualTo(5);
    }
    assertThatThrownBy(() -> HeapSharedTier.builder().maximumEntries(0))
        .hasMessage("maximumEntries must be at least 1, was 0");
  }
}
