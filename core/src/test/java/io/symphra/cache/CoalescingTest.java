package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.Coalescing;
import io.symphra.cache.protect.LoadLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Misses of different keys that become one load. The window is long: batches end because they are full. */
@ParameterizedClass
@EnumSource(Tiers.class)
class CoalescingTest {

  private static final Coalescing FOUR = Coalescing.of(Duration.ofSeconds(1)).maxBatch(4);

  private final AtomicLong clock = new AtomicLong();
  private final List<Set<String>> loads = new CopyOnWriteArrayList<>();
  private final CacheManager manager;

  CoalescingTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> builder(CacheLoader<String, String> loader) {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
        .coalescing(FOUR)
        .loader(loader);
  }

  private Map<String, String> load(Set<String> keys) {
    loads.add(Set.copyOf(keys));
    Map<String, String> found = new HashMap<>();
    keys.stream().filter(key -> !key.startsWith("no")).forEach(key -> found.put(key, key + "!"));
    return found;
  }

  private static List<Background<String>> readers(Cache<String, String> cache, String... keys) {
    return Set.of(keys).stream()
        .map(key -> Background.start(() -> cache.get(key)))
        .toList();
  }

  @Test
  void missesOfDifferentKeysAreOneLoad() {
    Cache<String, String> cache = builder(this::load).build();

    List<Background<String>> readers = readers(cache, "a", "b", "c", "d");

    assertThat(readers.stream().map(Background::result))
        .containsExactlyInAnyOrder("a!", "b!", "c!", "d!");
    assertThat(loads).containsExactly(Set.of("a", "b", "c", "d"));
    assertThat(cache.stats().loads()).isEqualTo(1);
    assertThat(cache.stats().coalescedLoads()).isEqualTo(3);
    assertThat(cache.stats().misses()).isEqualTo(4);
    assertThat(cache.getIfPresent("a")).as("each is stored").isEqualTo("a!");
  }

  @Test
  void aReaderThatStaysAloneLoadsWhenTheWindowIsOver() {
    Cache<String, String> cache = manager
        .cache("letters", String.class, String.class)
        .coalescing(Coalescing.of(Duration.ofMillis(1)))
        .loader(this::load)
        .build();

    assertThat(cache.get("a")).isEqualTo("a!");

    assertThat(loads).containsExactly(Set.of("a"));
    assertThat(cache.stats().coalescedLoads()).isZero();
  }

  @Test
  void aMissingKeyIsMissingToItsReaderAlone() {
    Cache<String, String> cache = builder(this::load).build();
    Background<String> none = Background.start(() -> cache.get("none"));
    List<Background<String>> others = readers(cache, "a", "b", "c");

    assertThat(none.result()).isNull();
    assertThat(others).allSatisfy(reader -> assertThat(reader.result()).isNotNull());
    assertThat(loads).hasSize(1);
  }

  @Test
  void batchesJoinUntilOneIsFull() {
    Cache<String, String> cache = builder(this::load).build();
    Background<Map<String, String>> two =
        Background.start(() -> cache.getAll(List.of("a", "b"))).untilItWaits();
    Background<Map<String, String>> otherTwo =
        Background.start(() -> cache.getAll(List.of("c", "d")));

    assertThat(two.result()).containsOnlyKeys("a", "b");
    assertThat(otherTwo.result()).containsOnlyKeys("c", "d");
    assertThat(loads).containsExactly(Set.of("a", "b", "c", "d"));
  }

  @Test
  void whoHasNoRoomInABatchEndsItAndBeginsTheNext() {
    Cache<String, String> cache = builder(this::load).build();
    Background<Map<String, String>> three =
        Background.start(() -> cache.getAll(List.of("a", "b", "c"))).untilItWaits();
    Background<Map<String, String>> two = Background.start(() -> cache.getAll(List.of("d", "e")));

    assertThat(three.result()).containsOnlyKeys("a", "b", "c");
    two.untilItWaits();
    assertThat(cache.getAll(List.of("f", "g"))).containsOnlyKeys("f", "g");
    assertThat(two.result()).containsOnlyKeys("d", "e");
    assertThat(loads).containsExactly(Set.of("a", "b", "c"), Set.of("d", "e", "f", "g"));
  }

  @Test
  void aBatchOfTheCallersOwnThatIsFullGoesAtOnce() {
    Cache<String, String> cache = builder(this::load).build();

    assertThat(cache.getAll(List.of("a", "b", "c", "d", "e"))).hasSize(5);

    assertThat(loads).containsExactly(Set.of("a", "b", "c", "d", "e"));
  }

  @Test
  void aFailureIsEverybodysWithTheSameCause() {
    Cache<String, String> cache = builder(keys -> {
          loads.add(Set.copyOf(keys));
          throw new IOException("down");
        })
        .build();

    List<Background<String>> readers = readers(cache, "a", "b", "c", "d");

    List<Throwable> causes = readers.stream().map(CoalescingTest::causeOf).toList();
    assertThat(causes).allSatisfy(cause -> assertThat(cause).hasMessage("down"));
    assertThat(Set.copyOf(causes)).hasSize(1);
    assertThat(loads).hasSize(1);
  }

  private static Throwable causeOf(Background<String> reader) {
    try {
      throw new AssertionError("it answered " + reader.result());
    } catch (CompletionException e) {
      return e.getCause().getCause();
    }
  }

  @Test
  void aLeaderThatIsInterruptedWhileItGathersDoesNotFailTheOthers() {
    Cache<String, String> cache = builder(this::load).build();
    Background<String> leader = Background.start(() -> cache.get("leader")).untilItWaits();
    List<Background<String>> others = readers(cache, "a", "b");
    others.forEach(Background::untilItWaits);

    leader.interrupt();

    assertThatThrownBy(leader::result).cause().isInstanceOf(CacheLoadException.class);
    List<Background<String>> more = readers(cache, "c", "d");
    assertThat(others).allSatisfy(reader -> assertThat(reader.result()).endsWith("!"));
    assertThat(more).allSatisfy(reader -> assertThat(reader.result()).endsWith("!"));
    assertThat(loads).containsExactly(Set.of("a", "b", "c", "d"));
  }

  @Test
  void aLeaderThatIsInterruptedInTheLoaderDoesNotFailTheOthers() {
    Gate gate = new Gate();
    AtomicReference<Thread> loading = new AtomicReference<>();
    Cache<String, String> cache = builder(keys -> {
          if (loading.compareAndSet(null, Thread.currentThread())) {
            gate.pass();
          }
          return load(keys);
        })
        .build();
    List<Background<String>> readers = readers(cache, "a", "b", "c", "d");
    gate.untilReached();

    loading.get().interrupt();

    assertThat(cache.get("e")).as("fills the batch of the other three").isEqualTo("e!");
    assertThat(readers)
        .satisfiesOnlyOnce(reader ->
            assertThatThrownBy(reader::result).cause().isInstanceOf(CacheLoadException.class));
    assertThat(readers.stream().filter(CoalescingTest::answers)).hasSize(3);
    assertThat(loads).containsExactly(loads.get(0)).allMatch(keys -> keys.size() == 4);
  }

  private static boolean answers(Background<String> reader) {
    try {
      return reader.result().endsWith("!");
    } catch (CompletionException e) {
      return false;
    }
  }

  @Test
  void anErrorIsTheLeadersOwnAndTheOthersLoadThemselves() {
    AtomicInteger calls = new AtomicInteger();
    Cache<String, String> cache = builder(keys -> {
          if (calls.incrementAndGet() == 1) {
            throw new AssertionError("bug");
          }
          return load(keys);
        })
        .build();

    List<Background<String>> readers = readers(cache, "a", "b", "c", "d");

    await().until(() -> calls.get() == 1);
    assertThat(cache.get("e")).as("fills the batch of the other three").isEqualTo("e!");
    assertThat(readers)
        .satisfiesOnlyOnce(reader ->
            assertThatThrownBy(reader::result).hasRootCauseInstanceOf(AssertionError.class));
    assertThat(readers.stream().filter(CoalescingTest::answers)).hasSize(3);
  }

  @Test
  void aFollowerThatIsInterruptedGoesAlone() {
    Cache<String, String> cache = builder(this::load).build();
    Background<String> leader = Background.start(() -> cache.get("leader")).untilItWaits();
    Background<String> follower = Background.start(() -> cache.get("a")).untilItWaits();

    follower.interrupt();

    assertThatThrownBy(follower::result).cause().isInstanceOf(CacheLoadException.class);
    List<Background<String>> more = readers(cache, "b", "c");
    assertThat(leader.result()).isEqualTo("leader!");
    assertThat(more).allSatisfy(reader -> assertThat(reader.result()).endsWith("!"));
    assertThat(loads).hasSize(1);
    assertThat(cache.get("a", key -> "free again")).isEqualTo("free again");
  }

  @Test
  void functionsOfTheCallerAndFillsAreNotGathered() {
    Cache<String, String> cache = builder(this::load).build();
    Background<String> gathering = Background.start(() -> cache.get("a")).untilItWaits();

    assertThat(cache.get("b", key -> "own")).isEqualTo("own");
    assertThat(cache.fill(List.of("c"), this::load, FillOptions.ofDefaults()))
        .containsEntry("c", FillOutcome.FILLED);

    assertThat(gathering.isDone()).isFalse();
    assertThat(loads).containsExactly(Set.of("c"));
    assertThat(cache.getAll(List.of("x", "y", "z"))).as("fills the batch").hasSize(3);
    assertThat(gathering.result()).isEqualTo("a!");
  }

  @Test
  void aLoaderThatReadsItsOwnCacheIsNotMadeToWait() {
    AtomicReference<Cache<String, String>> self = new AtomicReference<>();
    AtomicReference<Background<String>> gathering = new AtomicReference<>();
    Cache<String, String> cache = builder(keys -> {
          if (keys.contains("outer")) {
            gathering.set(Background.start(() -> self.get().get("other")).untilItWaits());
            self.get().get("inner");
            assertThat(gathering.get().isDone()).isFalse();
          }
          return load(keys);
        })
        .build();
    self.set(cache);

    assertThat(cache.getAll(List.of("outer", "b", "c", "d"))).hasSize(4);

    assertThat(loads).contains(Set.of("inner"));
    assertThat(cache.getAll(List.of("x", "y", "z"))).as("fills the batch").hasSize(3);
    assertThat(gathering.get().result()).isEqualTo("other!");
  }

  @Test
  void aLoaderThatAsksForAKeyOfItsBatchIsToldSo() {
    AtomicReference<Cache<String, String>> self = new AtomicReference<>();
    Cache<String, String> cache = builder(keys -> {
          keys.forEach(key -> self.get().get(key));
          return load(keys);
        })
        .build();
    self.set(cache);

    List<Background<String>> readers = readers(cache, "a", "b", "c", "d");

    assertThat(readers)
        .allSatisfy(reader -> assertThatThrownBy(reader::result)
            .hasRootCauseMessage(
                "a loader asked its own cache for a key that it is loading at the moment"));
  }

  @Test
  void aCacheThatIsClosedLeavesNobodyWaiting() {
    Cache<String, String> cache = builder(this::load).build();
    Background<String> leader = Background.start(() -> cache.get("a")).untilItWaits();
    Background<String> follower = Background.start(() -> cache.get("b")).untilItWaits();

    cache.close();

    assertThat(leader.result()).isEqualTo("a!");
    assertThat(follower.result()).isEqualTo("b!");
  }

  @Test
  void aBatchIsOneLoadToTheLimit() {
    Cache<String, String> cache =
        builder(this::load).loadLimit(LoadLimit.of(1).maxWaiting(0)).build();

    List<Background<String>> readers = readers(cache, "a", "b", "c", "d");

    assertThat(readers).allSatisfy(reader -> assertThat(reader.result()).endsWith("!"));
    assertThat(cache.stats().limitedLoads()).isZero();
  }

  @Test
  void aWriteWhileABatchIsLoadedIsNotOverwritten() {
    Gate gate = new Gate();
    Cache<String, String> cache = builder(keys -> {
          if (keys.size() == 4) {
            gate.pass();
          }
          return load(keys);
        })
        .build();
    List<Background<String>> readers = readers(cache, "a", "b", "c", "d");
    gate.untilReached();
    cache.put("b", "written");
    gate.open();

    readers.forEach(Background::result);
    assertThat(cache.getIfPresent("b")).isEqualTo("written");
    assertThat(cache.getIfPresent("a")).isEqualTo("a!");
  }
}
