package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.LoadLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads beyond a bound wait, and beyond another are turned away. */
@ParameterizedClass
@EnumSource(Tiers.class)
class LoadLimitTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofSeconds(9);

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CacheManager manager;

  LoadLimitTest(Tiers tiers) {
    manager = tiers.manager(
        clock::get,
        task -> Background.start(() -> {
          task.run();
          return true;
        }));
  }

  @AfterEach
  void close() {
    gates.values().forEach(Gate::open);
    manager.close();
  }

  private CacheBuilder<String, String> builder() {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(MINUTE).jitter(0))
        .serveStale(MINUTE);
  }

  private Cache<String, String> cache(LoadLimit limit) {
    return builder().loadLimit(limit).loader(CacheLoader.oneByOne(this::load)).build();
  }

  private String load(String key) {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    order.add(key);
    gate(key).passQuietly();
    running.decrementAndGet();
    return key + "!";
  }

  private Gate gate(String key) {
    return gates.computeIfAbsent(key, k -> new Gate());
  }

  private static Background<String> reader(Cache<String, String> cache, String key) {
    return Background.start(() -> cache.get(key));
  }

  @Test
  void noMoreLoadsRunAtOnceThanTheLimit() {
    Cache<String, String> cache = cache(LoadLimit.of(3).maxWait(LONG));
    IntStream.range(1, 20).forEach(i -> gate("k" + i).open());
    List<Background<String>> readers =
        IntStream.range(0, 20).mapToObj(i -> reader(cache, "k" + i)).toList();
    gate("k0").untilReached();
    gates.values().forEach(Gate::open);

    readers.forEach(reader -> assertThat(reader.result()).endsWith("!"));
    assertThat(most.get()).isBetween(1, 3);
    assertThat(cache.stats().loads()).isEqualTo(20);
    assertThat(cache.stats().limitedLoads()).isZero();
  }

  @Test
  void listenersHearOfALoadThatIsTurnedAway() {
    Ear ear = new Ear();
    Cache<String, String> cache = builder()
        .loadLimit(LoadLimit.of(1).maxWaiting(0).maxWait(LONG))
        .loader(CacheLoader.oneByOne(this::load))
        .listener(ear)
        .build();
    Background<String> first = reader(cache, "a");
    gate("a").untilReached();

    assertThatThrownBy(() -> cache.get("b")).isInstanceOf(LoadLimitExceededException.class);

    await().untilAsserted(() -> assertThat(ear.loadFailures).hasSize(1));
    assertThat(ear.loadFailures).singleElement().satisfies(failure -> {
      assertThat(failure.keys()).isEqualTo(Set.of("b"));
      assertThat(failure.cause()).isInstanceOf(LoadLimitExceededException.class);
      assertThat(failure.duration()).isLessThan(LONG);
    });
    assertThat(cache.stats().loadFailures()).as("no loader failed").isZero();
    gate("a").open();
    assertThat(first.result()).isEqualTo("a!");
  }

  @Test
  void whoFindsTheQueueFullIsTurnedAwayAtOnce() {
    Cache<String, String> cache = cache(LoadLimit.of(1).maxWaiting(1).maxWait(LONG));
    Background<String> first = reader(cache, "a");
    gate("a").untilReached();
    Background<String> second = reader(cache, "b").untilItWaits();

    assertThatThrownBy(() -> cache.get("c"))
        .isInstanceOfSatisfying(
            LoadLimitExceededException.class, e -> assertThat(e.keys()).isEqualTo(Set.of("c")))
        .hasMessage(
            "cache 'letters': 1 keys were not loaded: loadLimit 1 is reached and 1 more wait; make loads faster, or raise the limit");

    gate("b").open();
    gate("a").open();
    assertThat(first.result()).isEqualTo("a!");
    assertThat(second.result()).isEqualTo("b!");
    assertThat(order).containsExactly("a", "b");
    assertThat(cache.stats().limitedLoads()).isEqualTo(1);
    assertThat(cache.stats().loadFailures()).as("its loader was not called").isZero();
    gate("c").open();
    assertThat(cache.get("c")).as("its lease was given back").isEqualTo("c!");
  }

  @Test
  void whoWaitsTooLongIsTurnedAway() {
    Cache<String, String> cache = cache(LoadLimit.of(1).maxWait(Duration.ofMillis(1)));
    Background<String> first = reader(cache, "a");
    gate("a").untilReached();

    assertThatThrownBy(() -> cache.get("b"))
        .isInstanceOf(LoadLimitExceededException.class)
        .hasMessageContaining("loadLimit 1 is reached and none has ended within PT0.001S");

    gate("a").open();
    assertThat(first.result()).isEqualTo("a!");
  }

  @Test
  void whoJoinedALoadThatIsTurnedAwayGetsAnExceptionOfItsOwn() {
    Cache<String, String> cache = cache(LoadLimit.of(1).maxWait(Duration.ofMillis(500)));
    Background<String> first = reader(cache, "a");
    gate("a").untilReached();
    List<Background<String>> others =
        IntStream.range(0, 3).mapToObj(i -> reader(cache, "b")).toList();

    assertThat(others)
        .allSatisfy(reader -> assertThatThrownBy(reader::result)
            .cause()
            .isInstanceOf(LoadLimitExceededException.class));
    gate("a").open();
    first.result();
  }

  @Test
  void aFailedLoadGivesItsPermitBack() {
    AtomicInteger calls = new AtomicInteger();
    Cache<String, String> cache = builder()
        .loadLimit(LoadLimit.of(1).maxWaiting(0))
        .loader(keys -> {
          if (calls.incrementAndGet() == 1) {
            throw new IOException("down");
          }
          if (calls.get() == 2) {
            throw new AssertionError("bug");
          }
          return Map.of("a", "1");
        })
        .build();

    assertThatThrownBy(() -> cache.get("a")).hasRootCauseMessage("down");
    assertThatThrownBy(() -> cache.get("a")).isInstanceOf(AssertionError.class).hasMessage("bug");
    assertThat(cache.get("a")).isEqualTo("1");
  }

  @Test
  void anInterruptedWaiterLeavesTheQueue() {
    Cache<String, String> cache = cache(LoadLimit.of(1).maxWaiting(1).maxWait(LONG));
    Background<String> first = reader(cache, "a");
    gate("a").untilReached();
    Background<String> second = reader(cache, "b").untilItWaits();

    second.interrupt();

    assertThatThrownBy(second::result).cause().isInstanceOf(CacheLoadException.class);
    Background<String> third = reader(cache, "c").untilItWaits();
    gate("c").open();
    gate("a").open();
    assertThat(first.result()).isEqualTo("a!");
    assertThat(third.result()).isEqualTo("c!");
  }

  @Test
  void aStaleEntryIsAnsweredWhenItsRefreshIsTurnedAway() {
    Cache<String, String> cache = cache(LoadLimit.of(1).maxWaiting(0));
    gate("b").open();
    assertThat(cache.get("b")).isEqualTo("b!");
    clock.addAndGet(MINUTE.toNanos());
    Background<String> first = reader(cache, "a");
    gate("a").untilReached();

    assertThat(cache.get("b")).isEqualTo("b!");

    await().until(() -> cache.stats().limitedLoads() == 1);
    gate("a").open();
    first.result();
    assertThat(cache.get("b")).isEqualTo("b!");
  }

  @Test
  void aStaleEntryIsAnsweredWhenALoadByTheCallersFunctionIsTurnedAway() {
    Cache<String, String> cache =
        builder().loadLimit(LoadLimit.of(1).maxWaiting(0)).build();
    cache.put("b", "old");
    clock.addAndGet(MINUTE.toNanos());
    Background<String> first = Background.start(() -> cache.get("a", this::load));
    gate("a").untilReached();

    assertThat(cache.get("b", key -> "new")).isEqualTo("old");

    gate("a").open();
    first.result();
  }

  @Test
  void readersGoBeforeFills() {
    Cache<String, String> cache = cache(LoadLimit.of(1).maxWait(LONG));
    Background<String> first = reader(cache, "a");
    gate("a").untilReached();
    Background<Map<String, FillOutcome>> fill = Background.start(() ->
            cache.fill(List.of("fill"), CacheLoader.oneByOne(this::load), FillOptions.ofDefaults()))
        .untilItWaits();
    Background<String> second = reader(cache, "b").untilItWaits();
    gate("fill").open();
    gate("b").open();
    gate("a").open();

    assertThat(fill.result()).isEqualTo(Map.of("fill", FillOutcome.FILLED));
    assertThat(List.of(first.result(), second.result())).containsExactly("a!", "b!");
    assertThat(order).containsExactly("a", "b", "fill");
  }

  @Test
  void aReaderTakesThePlaceOfAFillWhereTheQueueIsFull() {
    Cache<String, String> cache = cache(LoadLimit.of(1).maxWaiting(1).maxWait(LONG));
    Background<String> first = reader(cache, "a");
    gate("a").untilReached();
    Background<Map<String, FillOutcome>> fill = Background.start(() ->
            cache.fill(List.of("fill"), CacheLoader.oneByOne(this::load), FillOptions.ofDefaults()))
        .untilItWaits();
    Background<String> second = reader(cache, "b");

    assertThatThrownBy(fill::result).cause().isInstanceOf(LoadLimitExceededException.class);
    gate("b").open();
    gate("a").open();
    assertThat(second.result()).isEqualTo("b!");
    assertThat(first.result()).isEqualTo("a!");
  }

  @Test
  void aLoaderThatReadsItsOwnCacheGoesOnItsOwnPermit() {
    AtomicReference<Cache<String, String>> self = new AtomicReference<>();
    Cache<String, String> cache = builder()
        .loadLimit(LoadLimit.of(1).maxWaiting(0))
        .loader(CacheLoader.oneByOne(
            key -> key.length() == 3 ? key : self.get().get(key + key.charAt(0)) + "<" + key))
        .build();
    self.set(cache);

    assertThat(cache.get("a")).isEqualTo("aaa<aa<a");
    assertThat(cache.get("b")).as("the permit came back").isEqualTo("bbb<bb<b");
  }

  @Test
  void aLoaderThatWaitsForALoadThatWaitsForAPermitLendsItsOwn() {
    AtomicReference<Cache<String, String>> self = new AtomicReference<>();
    Gate before = new Gate();
    Cache<String, String> cache = builder()
        .loadLimit(LoadLimit.of(1).maxWait(LONG))
        .loader(CacheLoader.oneByOne(key -> {
          if (key.equals("a")) {
            before.passQuietly();
            return "a needs " + self.get().get("b");
          }
          return key;
        }))
        .build();
    self.set(cache);
    Background<String> outer = reader(cache, "a");
    before.untilReached();
    Background<String> inner = reader(cache, "b").untilItWaits(); // for the permit that a has

    before.open();

    assertThat(outer.result()).isEqualTo("a needs b");
    assertThat(inner.result()).isEqualTo("b");
    assertThat(cache.get("c")).as("the permit came back").isEqualTo("c");
  }
}
