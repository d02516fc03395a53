package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.expiry.TimeToLive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The kill switch. */
@ParameterizedClass
@EnumSource(Tiers.class)
class BypassTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "2"));
  private final List<Set<String>> loads = Collections.synchronizedList(new ArrayList<>());
  private final Queue<Runnable> queue = new ArrayDeque<>();
  private final Gate gate = new Gate();
  private final CacheManager manager;
  private final RecordingWriter writer = new RecordingWriter(database);

  BypassTest(Tiers tiers) {
    manager = tiers.manager(clock::get, queue::add);
  }

  @AfterEach
  void close() {
    gate.open();
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

  @Test
  void readsGoStraightToTheLoaderAndNothingIsStored() {
    Cache<String, String> cache = cache();
    cache.get("a");
    database.put("a", "changed");

    cache.bypass(true);

    assertThat(cache.get("a")).isEqualTo("changed");
    assertThat(cache.get("a")).isEqualTo("changed");
    assertThat(cache.getAll(List.of("b", "a", "gone")))
        .containsExactly(Map.entry("b", "2"), Map.entry("a", "changed"));
    assertThat(cache.get("b", key -> "aside")).isEqualTo("aside");
    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(loads)
        .containsExactly(Set.of("a"), Set.of("a"), Set.of("a"), Set.of("a", "b", "gone"));
    CacheStats stats = cache.stats();
    assertThat(stats.bypassed()).isTrue();
    assertThat(stats.bypassedReads()).isEqualTo(7);
    assertThat(stats.requests()).as("before").isEqualTo(1);
    assertThat(stats.loads()).isEqualTo(5);

    cache.bypass(false);

    assertThat(cache.getIfPresent("b")).as("was not stored").isNull();
    assertThat(cache.getIfPresent("a")).as("stood all the time").isEqualTo("1");
    assertThat(cache.stats().bypassed()).isFalse();
    assertThat(cache.stats().bypassedReads()).isEqualTo(7);
  }

  @Test
  void withoutALoaderNothingIsFoundButTheCallersFunctionIsCalled() {
    Cache<String, String> cache = builder().build();
    cache.put("a", "stands");
    cache.bypass(true);

    assertThat(cache.get("a")).isNull();
    assertThat(cache.getAll(List.of("a"))).isEmpty();
    assertThat(cache.get("a", key -> "aside")).isEqualTo("aside");
    assertThat(cache.stats().bypassedReads()).isEqualTo(3);

    cache.bypass(false);
    assertThat(cache.get("a")).isEqualTo("stands");
  }

  @Test
  void aLoadThatFailsIsTheSameExceptionAsEver() {
    Cache<String, String> cache = builder()
        .loader(keys -> {
          throw new IOException("down");
        })
        .build();
    cache.bypass(true);

    assertThatThrownBy(() -> cache.getAll(List.of("a", "b")))
        .isInstanceOfSatisfying(
            CacheLoadException.class, e -> assertThat(e.keys()).isEqualTo(Set.of("a", "b")))
        .hasMessage("cache 'letters': loading 2 keys failed")
        .hasRootCauseMessage("down");
    assertThat(cache.stats().loadFailures()).isEqualTo(1);
  }

  @Test
  void anInterruptedLoaderLeavesTheThreadInterrupted() {
    Cache<String, String> cache = builder()
        .loader(keys -> {
          throw new InterruptedException();
        })
        .build();
    cache.bypass(true);

    assertThatThrownBy(() -> cache.get("a")).isInstanceOf(CacheLoadException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void readsDoNotWaitForEachOther() {
    Cache<String, String> cache = cache();
    cache.bypass(true);
    Background<String> first = Background.start(() -> cache.get("a", key -> {
      gate.passQuietly();
      return "first";
    }));
    gate.untilReached();

    assertThat(cache.get("a")).isEqualTo("1");

    gate.open();
    assertThat(first.result()).isEqualTo("first");
  }

  @Test
  void aWriteReachesTheSystemOfRecordAndNoOlderValueIsAnsweredAfterwards() {
    Cache<String, String> cache = builder().loader(this::load).writer(writer).build();
    cache.getAll(List.of("a", "b"));
    cache.bypass(true);

    cache.put("a", "new");
    cache.remove("b");

    assertThat(database).isEqualTo(Map.of("a", "new"));
    cache.bypass(false);
    assertThat(cache.getIfPresent("a")).as("dropped, and not stored").isNull();
    assertThat(cache.get("a")).isEqualTo("new");
    assertThat(cache.get("b")).isNull();
  }

  @Test
  void writesOfTheCallersOwnAndInvalidationsAreHonoured() {
    Cache<String, String> cache = cache();
    database.putAll(Map.of("c", "3", "d", "4", "e", "5"));
    cache.getAll(List.of("a", "b", "c", "d"));
    cache.bypass(true);

    cache.update("a", () -> database.put("a", "new"));
    try (WriteScope scope = cache.writing(List.of("b"))) {
      database.put("b", "new");
      scope.committed();
    }
    database.put("c", "new");
    cache.invalidate("c");
    database.put("d", "new");
    cache.invalidateMatching("d*");
    cache.bypass(false);

    assertThat(cache.getAll(List.of("a", "b", "c", "d")).values()).containsOnly("new");
    cache.bypass(true);
    cache.clear();
    cache.bypass(false);
    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void aPutIntoTheCacheAloneDropsItsKey() {
    Cache<String, String> cache = builder().build();
    cache.put("a", "old");
    cache.put("b", "old");
    cache.bypass(true);

    cache.put("a", "new");
    cache.putAll(Map.of("b", "new"));
    cache.bypass(false);

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.getIfPresent("b")).isNull();
  }

  @Test
  void aLoadThatBeganBeforeAWriteUnderBypassIsNotStored() {
    Cache<String, String> cache = cache();
    Background<String> reader = Background.start(() -> cache.get("a", key -> {
      String old = database.get(key);
      gate.passQuietly();
      return old;
    }));
    gate.untilReached();

    cache.bypass(true);
    cache.update("a", () -> database.put("a", "new"));
    cache.bypass(false);
    gate.open();

    assertThat(reader.result()).as("it began before the write").isEqualTo("1");
    assertThat(cache.get("a")).isEqualTo("new");
  }

  @Test
  void aReaderThatWaitsForALoadFromBeforeGoesStraightToTheLoaderInsteadOfRound() {
    Cache<String, String> cache = builder()
        .loader(keys -> {
          gate.pass();
          return load(keys);
        })
        .build();
    Background<String> leader = Background.start(() -> cache.get("a"));
    gate.untilReached();
    Background<String> joiner = Background.start(() -> cache.get("a")).untilItWaits();

    cache.bypass(true);
    leader.interrupt(); // the flight ends without an answer: who joined it would lead the next
    assertThatThrownBy(leader::result).hasCauseInstanceOf(CacheLoadException.class);
    gate.open();

    assertThat(joiner.result()).isEqualTo("1");
    assertThat(cache.stats().bypassedReads()).isEqualTo(1);
    cache.bypass(false);
    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void aRefreshThatHasNotBegunDoesNotBegin() {
    Cache<String, String> cache =
        builder().serveStale(Duration.ofHours(1)).loader(this::load).build();
    cache.get("a");
    cache.get("a");
    clock.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(queue).hasSize(1);

    cache.bypass(true);
    queue.remove().run();

    assertThat(loads).hasSize(1);
    assertThat(cache.stats().refreshes()).isZero();
  }

  @Test
  void fillingAheadOfTimeLoadsNothingAndSaysSo() {
    Cache<String, String> cache = cache();
    cache.bypass(true);

    assertThat(cache.fill(List.of("b", "a"), this::load, FillOptions.ofDefaults()))
        .containsExactly(
            Map.entry("b", FillOutcome.BYPASSED), Map.entry("a", FillOutcome.BYPASSED));
    assertThat(loads).isEmpty();
  }

  @Test
  void viewsAreBypassedWithTheirCache() {
    Cache<String, String> cache = builder().loader(this::load).writer(writer).build();
    List<Cache<String, String>> views = List.of(
        cache.with(CallOptions.ofDefaults().skipLocal()),
        cache.with(CallOptions.ofDefaults().skipShared()),
        cache.with(CallOptions.ofDefaults().timeToLive(Duration.ofHours(1))));
    cache.get("a");
    database.put("a", "changed");
    views.get(0).bypass(true);

    assertThat(views).allSatisfy(view -> {
      assertThat(view.isBypassed()).isTrue();
      assertThat(view.get("a")).isEqualTo("changed");
      assertThat(view.getAll(List.of("a"))).containsEntry("a", "changed");
      assertThat(view.get("a", key -> "aside")).isEqualTo("aside");
      assertThat(view.getIfPresent("a")).isNull();
    });
    assertThat(cache.with(ReadStrategy.CACHE_ASIDE).get("a")).isNull();
    assertThat(cache.stats().bypassedReads()).isEqualTo(13);
    assertThat(cache.stats().requests()).isEqualTo(1);

    cache.with(WriteMode.NONE).put("a", "put");
    cache.bypass(false);
    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void aConditionalVerbOfACacheThatOwnsItsValuesLeavesNoneBehind() {
    Cache<String, String> cache = builder().build();
    cache.putAll(Map.of("a", "old", "b", "old", "c", "old"));
    cache.getAll(List.of("a", "b", "c"));
    cache.bypass(true);

    assertThat(cache.getAndRemove("a")).isNull();
    assertThat(cache.putIfAbsent("b", "new")).isNull();
    assertThat(cache.remove("c", "old")).isFalse();
    cache.bypass(false);

    assertThat(cache.getAll(List.of("a", "b", "c"))).isEmpty();
  }

  @Test
  void aConditionalVerbDecidesByTheSystemOfRecord() {
    Cache<String, String> cache = builder().loader(this::load).writer(writer).build();
    cache.get("a");
    cache.get("a");
    database.put("a", "changed");
    cache.bypass(true);

    assertThat(cache.replace("a", "1", "never")).isFalse();
    assertThat(cache.update("a", current -> current + "!")).isEqualTo("changed!");
    cache.bypass(false);

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("changed!");
  }

  @Test
  void switchingTwiceChangesNothing() {
    Cache<String, String> cache = cache();
    cache.bypass(false);
    assertThat(cache.isBypassed()).isFalse();
    cache.bypass(true);
    cache.bypass(true);
    assertThat(cache.isBypassed()).isTrue();
    cache.bypass(false);
    assertThat(cache.isBypassed()).isFalse();
  }

  @Test
  void aThreadThatDoesNothingButReadSeesTheSwitch() {
    Cache<String, String> cache = cache();
    cache.get("a");
    cache.get("a");
    Background<String> reader = Background.start(() -> {
      String last = "1";
      for (long i = 0; last != null && i < 20_000_000_000L; i++) {
        last = cache.getIfPresent("a");
      }
      return String.valueOf(last);
    });
    await().until(() -> cache.stats().hits() > 1_000_000);

    cache.bypass(true);

    assertThat(reader.result()).isEqualTo("null");
  }
}
