package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.NegativeCaching;
import io.symphra.cache.spi.ValueCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Missing keys that are remembered. */
@ParameterizedClass
@EnumSource(Tiers.class)
class NegativeCachingTest {

  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new HashMap<>(Map.of("a", "1"));
  private final List<Set<String>> loads = new ArrayList<>();
  private final CacheManager manager;

  NegativeCachingTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Cache<String, String> cache() {
    return cache(UnaryOperator.identity());
  }

  private Cache<String, String> cache(UnaryOperator<CacheBuilder<String, String>> more) {
    return more.apply(manager
            .cache("letters", String.class, String.class)
            .negativeCaching(NegativeCaching.of(TIME_TO_LIVE).jitter(0))
            .loader(this::load))
        .build();
  }

  private Map<String, String> load(Set<String> keys) {
    loads.add(Set.copyOf(keys));
    Map<String, String> found = new HashMap<>(database);
    found.keySet().retainAll(keys);
    return found;
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void aMissingKeyIsAskedForOncePerTimeToLive() {
    Cache<String, String> cache = cache();

    for (int i = 0; i < 10; i++) {
      assertThat(cache.get("z")).isNull();
    }
    pass(TIME_TO_LIVE.minusMillis(1));
    assertThat(cache.get("z")).isNull();
    assertThat(loads).hasSize(1);

    pass(Duration.ofMillis(2));
    assertThat(cache.get("z")).isNull();
    assertThat(loads).hasSize(2);
  }

  @Test
  void answersOfNegativeEntriesAreHits() {
    Cache<String, String> cache = cache();

    cache.get("z");
    cache.get("z");
    cache.getAll(List.of("z"));
    cache.getIfPresent("z");
    cache.get("z", key -> "never called");

    CacheStats stats = cache.stats();
    assertThat(stats.misses()).isEqualTo(1);
    assertThat(stats.hits()).isEqualTo(4);
    assertThat(stats.negativeHits()).isEqualTo(4);
  }

  @Test
  void getAllLoadsOnlyWhatIsNotKnownToBeMissing() {
    Cache<String, String> cache = cache();
    cache.getAll(List.of("y", "z"));
    loads.clear();

    assertThat(cache.getAll(List.of("z", "a", "y"))).containsExactly(Map.entry("a", "1"));

    assertThat(loads).containsExactly(Set.of("a"));
    assertThat(cache.stats().negativeHits()).isEqualTo(2);
  }

  @Test
  void aFunctionThatReturnsNullIsRememberedToo() {
    Cache<String, String> cache = manager
        .cache("aside", String.class, String.class)
        .negativeCaching(NegativeCaching.of(TIME_TO_LIVE))
        .build();
    AtomicLong calls = new AtomicLong();

    for (int i = 0; i < 3; i++) {
      assertThat(cache.get("z", key -> {
            calls.incrementAndGet();
            return null;
          }))
          .isNull();
    }

    assertThat(calls).hasValue(1);
  }

  @Test
  void aCacheWithoutLoaderAnswersNegativeEntries() {
    Cache<String, String> cache = manager
        .cache("aside", String.class, String.class)
        .negativeCaching(NegativeCaching.of(TIME_TO_LIVE))
        .build();
    cache.get("z", key -> null);

    assertThat(cache.getIfPresent("z")).isNull();
    assertThat(cache.get("z")).isNull();
    assertThat(cache.getAll(List.of("z"))).isEmpty();
    assertThat(cache.stats().negativeHits()).isEqualTo(3);
  }

  @Test
  void getIfPresentOfAMissingKeyIsNoLoadAndNoNegativeHit() {
    Cache<String, String> cache = cache();

    assertThat(cache.getIfPresent("z")).isNull();

    assertThat(loads).isEmpty();
    assertThat(cache.stats().negativeHits()).isZero();
    assertThat(cache.stats().misses()).isEqualTo(1);
  }

  @Test
  void invalidatingDropsANegativeEntry() {
    Cache<String, String> cache = cache();
    List<Runnable> ways = List.of(
        () -> cache.invalidate("z"),
        () -> cache.invalidateAll(List.of("z")),
        () -> cache.invalidateMatching("z*"),
        cache::clear,
        () -> cache.update("z", () -> {}),
        () -> cache.remove("z"));

    for (Runnable way : ways) {
      database.remove("z");
      way.run();
      cache.get("z");
      cache.get("z");
      database.put("z", "26");
      assertThat(cache.get("z")).as("a negative entry stands").isNull();
      way.run();
      assertThat(cache.get("z")).isEqualTo("26");
    }
  }

  @Test
  void aPutReplacesANegativeEntry() {
    Cache<String, String> cache = cache();
    cache.get("z");
    cache.get("z");

    cache.put("z", "26");

    assertThat(cache.get("z")).isEqualTo("26");
    assertThat(loads).hasSize(1);
  }

  @Test
  void aRefreshThatFindsTheKeyGoneMakesItsEntryNegative() {
    Cache<String, String> cache =
        cache(b -> b.timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
            .serveStale(Duration.ofMinutes(10)));
    cache.get("a");
    cache.get("a");
    database.remove("a");
    loads.clear();
    pass(Duration.ofSeconds(61));

    assertThat(cache.get("a")).as("stale, and refreshed meanwhile").isEqualTo("1");
    assertThat(cache.get("a")).isNull();
    assertThat(cache.get("a")).isNull();

    assertThat(loads).hasSize(1);
  }

  @Test
  void negativeEntriesAreNeverServedStale() {
    Cache<String, String> cache = cache(b -> b.serveStale(Duration.ofHours(1)));
    cache.get("z");
    cache.get("z");
    database.put("z", "26");

    pass(TIME_TO_LIVE.plusMillis(1));

    assertThat(cache.get("z")).isEqualTo("26");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFillRemembersWhatItsLoaderDidNotReturn(boolean overwrite) {
    Cache<String, String> cache = cache();
    FillOptions<String, String> options =
        new FillOptions<>(overwrite ? IfPresent.OVERWRITE : IfPresent.SKIP, Optional.empty());

    assertThat(cache.fill(List.of("z", "a"), this::load, options))
        .containsEntry("z", FillOutcome.ABSENT)
        .containsEntry("a", FillOutcome.FILLED);
    loads.clear();

    assertThat(cache.get("z")).isNull();
    assertThat(loads).isEmpty();
  }

  @Test
  void aFillSkipsWhatIsKnownToBeMissing() {
    Cache<String, String> cache = cache();
    cache.get("z");
    loads.clear();

    assertThat(cache.fill(List.of("z"), this::load, FillOptions.ofDefaults()))
        .containsEntry("z", FillOutcome.ABSENT);
    cache.get("z");
    assertThat(cache.fill(List.of("z"), this::load, FillOptions.ofDefaults()))
        .containsEntry("z", FillOutcome.ABSENT);

    assertThat(loads).isEmpty();
  }

  @Test
  void aFillThatOverwritesTurnsAVanishedKeyNegative() {
    Cache<String, String> cache = cache();
    cache.get("a");
    cache.get("a");
    database.remove("a");

    cache.fill(List.of("a"), this::load, new FillOptions<>(IfPresent.OVERWRITE, Optional.empty()));
    loads.clear();

    assertThat(cache.get("a")).isNull();
    assertThat(loads).isEmpty();
  }

  @Test
  void aLoadThatAWriteOvertookLeavesNoNegativeEntry() {
    Cache<String, String> cache = cache();
    Gate gate = new Gate();
    Background<Optional<String>> late =
        Background.start(() -> Optional.ofNullable(cache.get("z", key -> {
          gate.passQuietly();
          return null;
        })));
    gate.untilReached();

    cache.update("z", () -> {
      database.put("z", "26");
    });
    gate.open();

    assertThat(late.result()).isEmpty();
    assertThat(cache.get("z")).isEqualTo("26");
    assertThat(cache.stats().refusedFills()).isEqualTo(1);
  }

  @Test
  void aFailedLoadIsNotRemembered() {
    Cache<String, String> cache = cache();

    assertThatThrownBy(() -> cache.get("z", key -> {
          throw new IllegalStateException("down");
        }))
        .isInstanceOf(CacheLoadException.class);
    database.put("z", "26");

    assertThat(cache.get("z")).isEqualTo("26");
  }

  @Test
  void thePolicysOwnFunctionsAreNotAskedAboutNegativeEntries() {
    Cache<String, String> cache = cache(b -> b.timeToLive(TimeToLive.from((key, value) -> {
          assertThat(value).isNotNull();
          return Duration.ofMinutes(1);
        }))
        .version(value -> Long.parseLong(value))
        .maximumWeight(10, (key, value) -> value.length())
        .valueCodec(new ValueCodec<>() {
          @Override
          public byte[] encode(String value) {
            return new byte[] {(byte) value.charAt(0)};
          }

          @Override
          public String decode(byte[] bytes) {
            return String.valueOf((char) bytes[0]);
          }
        }));

    cache.get("z");
    cache.get("z");

    assertThat(cache.get("z")).isNull();
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(loads).hasSize(2);
  }

  @Test
  void withoutItAMissingKeyIsAskedForEachTime() {
    Cache<String, String> cache =
        manager.cache("plain", String.class, String.class).loader(this::load).build();

    cache.get("z");
    cache.get("z");

    assertThat(loads).hasSize(2);
    assertThat(cache.stats().negativeHits()).isZero();
  }
}
