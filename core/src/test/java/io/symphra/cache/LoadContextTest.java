package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Loaders that look at the old value, and say more than a new one. */
@ParameterizedClass
@EnumSource(Tiers.class)
class LoadContextTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "2"));
  private final List<String> old = new ArrayList<>();
  private final CacheManager manager;

  LoadContextTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> builder() {
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(MINUTE).jitter(0))
        .serveStale(MINUTE);
  }

  private CacheLoader<String, String> loader(
      BiConsumer<Set<String>, LoadContext<String, String>> say) {
    return CacheLoader.withContext((keys, context) -> {
      loads.incrementAndGet();
      keys.forEach(key -> old.add(key + "=" + context.oldValue(key)));
      Map<String, String> found = new HashMap<>(database);
      found.keySet().retainAll(keys);
      say.accept(keys, context);
      return found;
    });
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void aFirstLoadHasNoOldValue() {
    Cache<String, String> cache = builder()
        .loader(loader((keys, context) -> assertThat(context.oldVersion("a")).isEmpty()))
        .build();

    assertThat(cache.get("a")).isEqualTo("1");

    assertThat(old).containsExactly("a=null");
  }

  @Test
  void aRefreshSeesTheStaleValueAndItsVersion() {
    List<OptionalLong> versions = new ArrayList<>();
    Cache<String, String> cache = builder()
        .version(Long::parseLong)
        .loader(loader((keys, context) -> versions.add(context.oldVersion("a"))))
        .build();
    cache.get("a");
    database.put("a", "2");
    pass(MINUTE);

    cache.get("a");

    assertThat(old).containsExactly("a=null", "a=1");
    assertThat(versions).containsExactly(OptionalLong.empty(), OptionalLong.of(1));
    assertThat(cache.get("a")).isEqualTo("2");
  }

  @Test
  void anOverwritingFillSeesTheFreshValues() {
    Cache<String, String> cache = builder().build();
    cache.put("a", "here");

    assertThat(cache.fill(
            List.of("a", "b"),
            loader((keys, context) -> {}),
            new FillOptions<>(IfPresent.OVERWRITE, Optional.empty())))
        .isEqualTo(Map.of("a", FillOutcome.FILLED, "b", FillOutcome.FILLED));

    assertThat(old).containsExactlyInAnyOrder("a=here", "b=null");
    assertThat(cache.getIfPresent("a")).isEqualTo("1");
  }

  @Test
  void aFillOverAStaleEntrySeesItsValue() {
    Cache<String, String> cache = builder().build();
    cache.put("a", "here");
    pass(MINUTE);

    cache.fill(List.of("a"), loader((keys, context) -> {}), FillOptions.ofDefaults());

    assertThat(old).containsExactly("a=here");
  }

  @Test
  void anUnchangedValueIsKeptAsItIsForAnotherTimeToLive() {
    Cache<String, String> cache = builder()
        .version(Long::parseLong)
        .loader(CacheLoader.withContext((keys, context) -> {
          loads.incrementAndGet();
          if (context.oldValue("a") != null) {
            context.unchanged("a");
            return Map.of();
          }
          return Map.of("a", new String("1"));
        }))
        .build();
    String first = cache.get("a");
    pass(MINUTE);
    cache.get("a"); // refreshes

    pass(MINUTE.minusMillis(1));
    assertThat(cache.get("a")).isSameAs(first);
    assertThat(loads).as("it is fresh again").hasValue(2);
    assertThat(cache.stats().refusedFills()).isZero();

    pass(Duration.ofMillis(1));
    cache.get("a");
    assertThat(loads).as("and stale again").hasValue(3);
  }

  @Test
  void anUnchangedValueMayBeReturnedToo() {
    Cache<String, String> cache = builder()
        .loader(CacheLoader.withContext((keys, context) -> {
          String before = context.oldValue("a");
          if (before != null) {
            context.unchanged("a");
          }
          return Map.of("a", before == null ? "1" : before);
        }))
        .build();
    cache.get("a");
    pass(MINUTE);
    cache.get("a");
    pass(MINUTE.minusMillis(1));

    cache.get("a");

    assertThat(cache.stats().loads()).isEqualTo(2);
  }

  @Test
  void aValueThatChangesWhileItIsSaidToBeUnchangedIsNotBroughtBack() {
    AtomicReference<Cache<String, String>> self = new AtomicReference<>();
    Cache<String, String> cache = builder()
        .loader(CacheLoader.withContext((keys, context) -> {
          if (context.oldValue("a") == null) {
            return Map.of("a", "1");
          }
          self.get().invalidate("a");
          context.unchanged("a");
          return Map.of();
        }))
        .build();
    self.set(cache);
    cache.get("a");
    pass(MINUTE);

    cache.get("a");

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.stats().refusedFills()).isEqualTo(1);
  }

  @Test
  void whatIsNotToBeCachedIsAnsweredAndNotStored() {
    Cache<String, String> cache =
        builder().loader(loader((keys, context) -> context.doNotCache("a"))).build();

    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("1");

    assertThat(loads).as("the lease was given back").hasValue(2);
    assertThat(cache.stats().refusedFills()).as("nothing was refused").isZero();
  }

  @Test
  void whatIsNotToBeCachedEndsTheStaleEntry() {
    Cache<String, String> cache =
        builder().loader(loader((keys, context) -> context.doNotCache("a"))).build();
    cache.put("a", "old");
    pass(MINUTE);

    cache.get("a");

    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void aFillOfWhatIsNotToBeCachedIsAbsent() {
    Cache<String, String> cache = builder().build();

    assertThat(cache.fill(
            List.of("a", "b"),
            loader((keys, context) -> context.doNotCache("a")),
            FillOptions.ofDefaults()))
        .isEqualTo(Map.of("a", FillOutcome.ABSENT, "b", FillOutcome.FILLED));
  }

  @Test
  void whoJoinedTheLoadOfAValueThatIsNotCachedTakesIt() {
    Gate gate = new Gate();
    Cache<String, String> cache = builder()
        .loader(loader((keys, context) -> {
          context.doNotCache("a");
          gate.passQuietly();
        }))
        .build();
    Background<String> leader = Background.start(() -> cache.get("a"));
    gate.untilReached();
    Background<String> late = Background.start(() -> cache.get("a")).untilItWaits();
    gate.open();

    assertThat(leader.result()).isEqualTo("1");
    assertThat(late.result()).isEqualTo("1");
    assertThat(loads).hasValue(1);
  }

  @Test
  void whoJoinedTheLoadOfAValueThatIsNotCachedDoesNotTakeItIfAWriteCameBetween() {
    Gate gate = new Gate();
    Cache<String, String> cache = builder()
        .loader(loader((keys, context) -> {
          context.doNotCache("a");
          gate.passQuietly();
        }))
        .build();
    Background<String> leader = Background.start(() -> cache.get("a"));
    gate.untilReached();
    cache.update("a", (WriteAction<RuntimeException>) () -> database.put("a", "new"));
    Background<String> late = Background.start(() -> cache.get("a"));
    gate.open();

    assertThat(leader.result()).isEqualTo("1");
    assertThat(late.result()).isEqualTo("new");
  }

  @Test
  void anEntryMayHaveATimeToLiveOfItsOwn() {
    Cache<String, String> cache = builder()
        .loader(loader((keys, context) -> keys.stream()
            .filter(key -> key.equals("a"))
            .forEach(key -> context.timeToLive(key, MINUTE.multipliedBy(3)))))
        .build();
    cache.getAll(List.of("a", "b"));

    pass(MINUTE.multipliedBy(3).minusMillis(1));
    cache.get("a");
    assertThat(loads).as("a is fresh").hasValue(1);
    cache.get("b");
    assertThat(loads).as("b is gone").hasValue(2);
  }

  @Test
  void aLoadedVersionRefusesAnOlderOne() {
    AtomicLong version = new AtomicLong(5);
    Cache<String, String> cache = builder()
        .loader(loader((keys, context) -> context.version("a", version.get())))
        .build();
    cache.get("a");
    version.set(4);
    database.put("a", "older");
    pass(MINUTE);

    cache.get("a");

    assertThat(cache.getIfPresent("a")).isEqualTo("1");
    assertThat(cache.stats().refusedFills()).isEqualTo(1);
  }

  @Test
  void misuseFailsTheLoadAndNamesTheCache() {
    Map<String, BiConsumer<LoadContext<String, String>, Set<String>>> misuses = Map.of(
        "the LoadContext was used for a key with hash", (context, keys) -> context.oldValue("z"),
        "for a key with hash 0000007a that the loader", (context, keys) -> context.doNotCache("z"),
        "timeToLive must be positive, was PT-1S",
            (context, keys) -> context.timeToLive("a", Duration.ofSeconds(-1)),
        "timeToLive must be positive, was PT0S",
            (context, keys) -> context.timeToLive("a", Duration.ZERO),
        "unchanged() was called for a key with hash 00000061 that has no old value",
            (context, keys) -> context.unchanged("a"));
    misuses.forEach((message, misuse) -> {
      Cache<String, String> cache = manager
          .cache("bad", String.class, String.class)
          .loader(loader((keys, context) -> misuse.accept(context, keys)))
          .build();
      assertThatThrownBy(() -> cache.get("a"))
          .isInstanceOf(CacheLoadException.class)
          .rootCause()
          .hasMessageStartingWith("cache 'bad': ")
          .hasMessageContaining(message);
      cache.close();
    });
  }

  @Test
  void unchangedExcludesDoNotCacheAndAnotherValue() {
    List<BiConsumer<LoadContext<String, String>, Map<String, String>>> misuses = List.of(
        (context, values) -> {
          context.doNotCache("a");
          context.unchanged("a");
        },
        (context, values) -> {
          context.unchanged("a");
          context.doNotCache("a");
        },
        (context, values) -> {
          context.unchanged("a");
          values.put("a", "other");
        });
    for (BiConsumer<LoadContext<String, String>, Map<String, String>> misuse : misuses) {
      Cache<String, String> cache =
          manager.cache("bad", String.class, String.class).build();
      cache.put("a", "old");
      assertThatThrownBy(() -> cache.fill(
              List.of("a"),
              CacheLoader.withContext((keys, context) -> {
                Map<String, String> values = new HashMap<>();
                misuse.accept(context, values);
                return values;
              }),
              new FillOptions<>(IfPresent.OVERWRITE, Optional.empty())))
          .isInstanceOf(CacheLoadException.class)
          .rootCause()
          .hasMessageStartingWith("cache 'bad': ")
          .hasMessageContaining("unchanged()");
      assertThat(cache.getIfPresent("a")).isEqualTo("old");
      cache.close();
    }
  }

  @Test
  void aContextEndsWithItsCall() {
    AtomicReference<LoadContext<String, String>> kept = new AtomicReference<>();
    Cache<String, String> cache =
        builder().loader(loader((keys, context) -> kept.set(context))).build();
    cache.get("a");

    assertThatThrownBy(() -> kept.get().doNotCache("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cache 'letters': the LoadContext was used after its loader call was over");
    assertThatThrownBy(() -> kept.get().oldValue("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLoaderThatNeedsAContextDoesNotGoWithoutOne() {
    CacheLoader<String, String> loader = CacheLoader.withContext((keys, context) -> Map.of());

    assertThatThrownBy(() -> loader.loadAll(Set.of("a")))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("this loader needs a LoadContext: call loadAll(keys, context)");
  }
}
