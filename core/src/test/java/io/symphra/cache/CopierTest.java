package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A cache with a copier shares no value with its callers: whatever is done to what was given or got, the entry stays. */
@ParameterizedClass
@EnumSource(Tiers.class)
class CopierTest {

  private static final List<String> ENTRY = List.of("1");

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, List<String>> database = new ConcurrentHashMap<>();
  private final CacheManager manager;

  CopierTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, List<String>> builder() {
    return manager
        .cache("lists", TypeRef.of(String.class), new TypeRef<List<String>>() {})
        .copier(ArrayList::new);
  }

  private Cache<String, List<String>> cache() {
    return builder().build();
  }

  private static List<String> one() {
    return new ArrayList<>(ENTRY);
  }

  private static void spoil(@Nullable List<String> value) {
    assertThat(value).isEqualTo(ENTRY);
    if (value != null) {
      value.add("spoilt");
    }
  }

  private static void assertUnspoilt(Cache<String, List<String>> cache) {
    assertThat(cache.get("a")).isEqualTo(ENTRY);
    assertThat(cache.get("a")).isEqualTo(ENTRY);
  }

  @Test
  void whatWasPutIsNotWhatIsCached() {
    Cache<String, List<String>> cache = cache();
    List<String> given = one();
    List<String> givenToo = one();

    cache.put("a", given);
    cache.putAll(Map.of("b", givenToo));
    cache.put("c", given, Duration.ofMinutes(1));
    given.add("spoilt");
    givenToo.add("spoilt");

    assertUnspoilt(cache);
    assertThat(cache.get("b")).isEqualTo(ENTRY);
    assertThat(cache.get("c")).isEqualTo(ENTRY);
  }

  @Test
  void whatWasReadIsNotWhatIsCached() {
    Cache<String, List<String>> cache = cache();
    cache.put("a", one());

    for (int i = 0; i < 2; i++) { // from the shared tier if there is one, then from the local tier
      spoil(cache.get("a"));
      spoil(cache.getIfPresent("a"));
      spoil(cache.get("a", key -> List.of("loaded")));
      spoil(cache.getAll(List.of("a")).get("a"));
      spoil(cache.with(CallOptions.ofDefaults().skipLocal()).get("a"));
      spoil(cache.with(CallOptions.ofDefaults().timeout(Duration.ofMinutes(1))).get("a"));
      spoil(cache.with(ReadStrategy.CACHE_ASIDE).get("a"));
    }

    assertUnspoilt(cache);
  }

  @Test
  void whatAFutureGivesIsNotWhatIsCached() {
    Cache<String, List<String>> cache = cache();
    cache.put("a", one());
    AsyncCache<String, List<String>> async = cache.async();

    for (int i = 0; i < 2; i++) {
      spoil(async.get("a").join());
      spoil(async.getIfPresent("a").join());
      spoil(async.getAll(List.of("a")).join().get("a"));
      spoil(async.get("a", key -> List.of("loaded")).join());
    }

    assertUnspoilt(cache);
  }

  @Test
  void whatALoaderGaveIsNotWhatIsCachedNorWhatIsAnswered() {
    database.put("a", one());
    Cache<String, List<String>> cache =
        builder().loader(CacheLoader.oneByOne(database::get)).build();

    spoil(cache.get("a"));
    assertThat(database).containsEntry("a", ENTRY);
    database.get("a").add("changed in the loader's memory");

    assertUnspoilt(cache);
  }

  @Test
  void whatAFillLoadedIsNotWhatIsCached() {
    database.put("a", one());
    Cache<String, List<String>> cache = cache();

    cache.fill(List.of("a"), CacheLoader.oneByOne(database::get), FillOptions.ofDefaults());
    database.get("a").add("spoilt");

    assertUnspoilt(cache);
  }

  @Test
  void readersOfOneLoadGetACopyEach() {
    Gate gate = new Gate();
    Cache<String, List<String>> cache = builder()
        .loader(CacheLoader.oneByOne(key -> {
          gate.passQuietly();
          return one();
        }))
        .build();
    Background<List<String>> first = Background.start(() -> cache.get("a"));
    gate.untilReached();
    Background<List<String>> second = Background.start(() -> cache.get("a")).untilItWaits();
    gate.open();

    spoil(first.result());
    spoil(second.result());
    assertUnspoilt(cache);
  }

  @Test
  void whatAVerbTakesAndGivesIsNotWhatIsCached() {
    Cache<String, List<String>> cache = cache();
    List<String> given = one();
    assertThat(cache.putIfAbsent("a", given)).isNull();
    given.add("spoilt");

    spoil(cache.putIfAbsent("a", one()));
    spoil(cache.getAndPut("a", one()));
    spoil(cache.replace("a", one()));
    List<String> updated = cache.update("a", current -> {
      spoil(current);
      return one();
    });
    spoil(updated);
    assertUnspoilt(cache);
    assertThat(cache.replace("a", ENTRY, given)).isTrue();
    assertThat(cache.remove("a", ENTRY)).isFalse();
    cache.put("a", one());
    spoil(cache.getAndRemove("a"));
    assertThat(cache.get("a")).isNull();
  }

  @Test
  void whatAWriterSaysIsStoredIsNotWhatIsCached() {
    List<String> stored = one();
    Cache<String, List<String>> cache = builder()
        .writer(new CacheWriter<>() {
          @Override
          public WriteResult<String, List<String>> writeAll(Map<String, List<String>> entries) {
            return WriteResult.stored(Map.of("a", stored));
          }

          @Override
          public void deleteAll(Set<String> keys) {}
        })
        .build();

    cache.put("a", List.of("given"));
    stored.add("spoilt");

    assertUnspoilt(cache);
  }

  @Test
  void whatIsShownOfAnEntryIsNotWhatIsCached() {
    Cache<String, List<String>> cache =
        builder().maximumWeight(100, (key, value) -> value.size()).build();
    cache.put("a", one());

    spoil(cache.entry("a").orElseThrow().value());
    cache.get("a");
    spoil(cache.entry("a").orElseThrow().value());
    spoil(cache.entries(10).get(0).value());
    spoil(cache.hottest(1).get(0).value());
    spoil(cache.largest(1).get(0).value());

    assertUnspoilt(cache);
  }

  @Test
  void theOldValueThatALoaderIsShownIsNotWhatIsCached() {
    Cache<String, List<String>> cache = builder()
        .serveStale(Duration.ofHours(1))
        .loader(CacheLoader.withContext((keys, context) -> {
          spoil(context.oldValue("a"));
          assertThat(context.oldValue("a")).as("one copy").containsExactly("1", "spoilt");
          throw new IllegalStateException("the refresh fails");
        }))
        .build();
    cache.put("a", one());
    clock.addAndGet(Duration.ofMinutes(15).toNanos());

    assertThat(cache.get("a")).as("stale, refreshed on this thread").isEqualTo(ENTRY);
    assertThat(cache.stats().loadFailures()).isEqualTo(1);
    assertUnspoilt(cache);
  }

  @Test
  void anUnchangedValueMayBeReturnedAsItWasShown() {
    Cache<String, List<String>> cache = builder()
        .serveStale(Duration.ofHours(1))
        .loader(CacheLoader.withContext((keys, context) -> {
          context.unchanged("a");
          List<String> old = context.oldValue("a");
          return old == null ? Map.of() : Map.of("a", old);
        }))
        .build();
    cache.put("a", one());
    clock.addAndGet(Duration.ofMinutes(15).toNanos());

    cache.get("a");

    assertThat(cache.stats().loadFailures()).isZero();
    assertUnspoilt(cache);
  }

  /** A method that gives values and is not named here is not tested above: does it give copies? */
  @Test
  void everyMethodThatGivesValuesIsTestedHere() {
    Set<String> names = new TreeSet<>();
    for (Method method : Cache.class.getMethods()) {
      if (mentionsValue(method)) {
        names.add(method.getName());
      }
    }

    assertThat(names)
        .containsExactly(
            "async",
            "entries",
            "entry",
            "get",
            "getAll",
            "getAndPut",
            "getAndRemove",
            "getIfPresent",
            "hottest",
            "largest",
            "putIfAbsent",
            "replace",
            "update",
            "with");
  }

  private static boolean mentionsValue(Method method) {
    String type = method.getGenericReturnType().getTypeName();
    return !method.getName().equals("config") && type.matches("(.*\\W)?V(\\W.*)?");
  }

  @Test
  void withoutACopierValuesAreShared() {
    Cache<String, List<String>> cache = manager
        .cache("shared", TypeRef.of(String.class), new TypeRef<List<String>>() {})
        .build();
    List<String> given = one();

    cache.put("a", given);

    assertThat(cache.get("a")).isSameAs(given);
    assertThat(cache.entries(1).get(0).value()).isSameAs(given);
  }

  @Test
  void aCopierThatFailsFailsTheCallAndChangesNothing() {
    Cache<String, List<String>> cache =
        builderOf(value -> value.contains("bad") ? nullValue() : new ArrayList<>(value));
    cache.put("a", one());

    assertThatThrownBy(() -> cache.put("a", List.of("bad")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cache 'copied': the copier returned null; it must return a copy");
    assertThatThrownBy(() -> cache.get("b", key -> List.of("bad")))
        .isInstanceOf(CacheLoadException.class)
        .hasRootCauseMessage("cache 'copied': the copier returned null; it must return a copy");

    assertUnspoilt(cache);
    assertThat(cache.get("b", key -> one())).as("no lease is left").isEqualTo(ENTRY);
  }

  private Cache<String, List<String>> builderOf(Copier<List<String>> copier) {
    return manager
        .cache("copied", TypeRef.of(String.class), new TypeRef<List<String>>() {})
        .copier(copier)
        .build();
  }

  @Test
  void aCopierIsGivenOnce() {
    assertThatThrownBy(() -> builder().copier(ArrayList::new))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cache 'lists': copier was already set to ");
    assertThatThrownBy(() -> manager
            .cache("none", TypeRef.of(String.class), new TypeRef<List<String>>() {})
            .copier(CopierTest.<Copier<List<String>>>nullValue()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("cache 'none': copier must not be null");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what a careless caller does
  private static <T> T nullValue() {
    return null;
  }
}
