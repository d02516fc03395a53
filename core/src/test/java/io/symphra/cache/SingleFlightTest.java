package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that want the same key at the same time. */
@ParameterizedClass
@EnumSource(Tiers.class)
class SingleFlightTest {

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "2"));
  private final Gate gate = new Gate();
  private final CacheManager manager;

  SingleFlightTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    gate.open();
    manager.close();
  }

  private Cache<String, String> cache(CacheLoader<String, String> loader) {
    return manager.cache("letters", String.class, String.class).loader(loader).build();
  }

  private Map<String, String> load(Set<String> keys) {
    Map<String, String> found = new HashMap<>(database);
    found.keySet().retainAll(keys);
    return found;
  }

  private Map<String, String> loadBehindTheGate(Set<String> keys) throws InterruptedException {
    loads.incrementAndGet();
    Map<String, String> found = load(keys);
    gate.pass();
    return found;
  }

  private static List<Background<String>> readers(Cache<String, String> cache, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Background.start(() -> cache.get("a")))
        .toList();
  }

  @Test
  void thirtyTwoThreadsThatMissOnOneKeyAreOneLoad() {
    Cache<String, String> cache = cache(this::loadBehindTheGate);
    List<Background<String>> readers = readers(cache, 32);
    readers.forEach(Background::untilItWaits);
    gate.open();

    assertThat(readers).allSatisfy(reader -> assertThat(reader.result()).isEqualTo("1"));
    assertThat(loads).hasValue(1);
    assertThat(cache.stats().loads()).isEqualTo(1);
    assertThat(cache.stats().requests()).isEqualTo(32);
  }

  @Test
  void aFailureIsSharedByAllWhoWaitedForItAndEachGetsAnExceptionOfItsOwn() {
    Cache<String, String> cache = cache(keys -> {
      loads.incrementAndGet();
      gate.pass();
      throw new IOException("down");
    });
    List<Background<String>> readers = readers(cache, 8);
    readers.forEach(Background::untilItWaits);
    gate.open();

    List<Throwable> failures = new ArrayList<>();
    readers.forEach(reader -> assertThatThrownBy(reader::result)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(CacheLoadException.class)
        .hasRootCauseMessage("down")
        .satisfies(failures::add));
    assertThat(Set.copyOf(failures)).hasSize(8);
    assertThat(loads).hasValue(1);
    assertThatThrownBy(() -> cache.get("a")).isInstanceOf(CacheLoadException.class);
    assertThat(loads).as("a failure is not cached").hasValue(2);
  }

  @Test
  void anInterruptedLeaderDoesNotFailTheOthers() {
    Cache<String, String> cache = cache(this::loadBehindTheGate);
    Background<String> leader = Background.start(() -> cache.get("a"));
    gate.untilReached();
    Background<String> joiner = Background.start(() -> cache.get("a")).untilItWaits();

    leader.interrupt();

    assertThatThrownBy(leader::result).cause().isInstanceOf(CacheLoadException.class);
    gate.open();
    assertThat(joiner.result()).isEqualTo("1");
    assertThat(loads).hasValue(2);
  }

  @Test
  void anInterruptThatALoaderWrapsDoesNotFailTheOthersEither() {
    Cache<String, String> cache = cache(keys -> {
      try {
        return loadBehindTheGate(keys);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("wrapped", e);
      }
    });
    Background<String> leader = Background.start(() -> cache.get("a"));
    gate.untilReached();
    Background<String> joiner = Background.start(() -> cache.get("a")).untilItWaits();

    leader.interrupt();

    assertThatThrownBy(leader::result).cause().isInstanceOf(CacheLoadException.class);
    gate.open();
    assertThat(joiner.result()).isEqualTo("1");
  }

  @Test
  void anErrorInALoaderIsTheLeadersOwnAndTheOthersLoadThemselves() {
    Cache<String, String> cache = cache(keys -> {
      if (loads.incrementAndGet() == 1) {
        gate.pass();
        throw new AssertionError("bug");
      }
      return load(keys);
    });
    Background<String> leader = Background.start(() -> cache.get("a"));
    gate.untilReached();
    Background<String> joiner = Background.start(() -> cache.get("a")).untilItWaits();
    gate.open();

    assertThatThrownBy(leader::result).hasRootCauseInstanceOf(AssertionError.class);
    assertThat(joiner.result()).isEqualTo("1");
    assertThat(cache.stats().loadFailures()).isEqualTo(1);
    assertThat(cache.stats().loads()).isEqualTo(1);
  }

  @Test
  void aThreadThatIsInterruptedWhileItWaitsStopsWaiting() {
    Cache<String, String> cache = cache(this::loadBehindTheGate);
    Background<String> leader = Background.start(() -> cache.get("a"));
    gate.untilReached();
    Background<Boolean> joiner = Background.start(() -> {
      assertThatThrownBy(() -> cache.get("a")).isInstanceOf(CacheLoadException.class);
      return Thread.currentThread().isInterrupted();
    });
    joiner.untilItWaits().interrupt();

    assertThat(joiner.result()).isTrue();
    gate.open();
    assertThat(leader.result()).isEqualTo("1");
  }

  @Test
  void whoJoinsARunningLoadDoesNotTakeItsResultIfAWriteCameBetween() {
    Cache<String, String> cache = cache(this::loadBehindTheGate);
    Background<String> early = Background.start(() -> cache.get("a"));
    gate.untilReached();

    cache.update("a", (WriteAction<RuntimeException>) () -> database.put("a", "new"));
    Background<String> late = Background.start(() -> cache.get("a"));
    gate.open();

    assertThat(early.result()).as("it began before the write").isEqualTo("1");
    assertThat(late.result()).as("it began after the write").isEqualTo("new");
    assertThat(cache.get("a")).isEqualTo("new");
  }

  @Test
  void overlappingBatchesDoNotWaitForEachOtherInACircleAndLoadEachKeyOnce() throws Exception {
    Map<String, AtomicInteger> loadsByKey = new ConcurrentHashMap<>();
    CyclicBarrier bothLoading = new CyclicBarrier(2);
    Cache<String, String> cache = cache(keys -> {
      keys.forEach(
          key -> loadsByKey.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet());
      return load(keys);
    });
    for (int round = 0; round < 200; round++) {
      List<String> forward = List.of("a" + round, "b" + round, "c" + round);
      List<String> backward = new ArrayList<>(forward);
      Collections.reverse(backward);
      forward.forEach(key -> database.put(key, "v"));
      Background<Map<String, String>> one = Background.start(() -> {
        bothLoading.await();
        return cache.getAll(forward);
      });
      Background<Map<String, String>> two = Background.start(() -> {
        bothLoading.await();
        return cache.getAll(backward);
      });

      assertThat(one.result()).containsOnlyKeys(forward);
      assertThat(two.result()).isEqualTo(one.result());
    }
    assertThat(loadsByKey).hasSize(600);
    assertThat(loadsByKey.values()).allMatch(count -> count.get() == 1);
  }

  @Test
  void aBatchLoadsWhatNobodyLoadsAndJoinsTheRest() {
    List<Set<String>> asked = Collections.synchronizedList(new ArrayList<>());
    Cache<String, String> cache = cache(keys -> {
      asked.add(Set.copyOf(keys));
      if (keys.contains("a")) {
        gate.pass();
      }
      return load(keys);
    });
    Background<String> single = Background.start(() -> cache.get("a"));
    gate.untilReached();
    Background<Map<String, String>> batch =
        Background.start(() -> cache.getAll(List.of("a", "b"))).untilItWaits();
    gate.open();

    assertThat(batch.result()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(single.result()).isEqualTo("1");
    assertThat(asked).containsExactly(Set.of("a"), Set.of("b"));
  }

  @Test
  void aMissingRowIsSharedToo() {
    Cache<String, String> cache = cache(this::loadBehindTheGate);
    database.remove("a");
    List<Background<String>> readers = readers(cache, 4);
    readers.forEach(Background::untilItWaits);
    gate.open();

    assertThat(readers).allSatisfy(reader -> assertThat(reader.result()).isNull());
    assertThat(loads).hasValue(1);
  }
}
