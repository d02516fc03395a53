package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading, with and without a shared tier. */
@ParameterizedClass
@EnumSource(Tiers.class)
class CacheReadTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new HashMap<>(Map.of("a", "1", "b", "2", "c", "3"));
  private final List<Set<String>> loads = new ArrayList<>();
  private final CacheManager manager;

  CacheReadTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> cache() {
    return manager.cache("letters", String.class, String.class).loader(keys -> {
      loads.add(Set.copyOf(keys));
      Map<String, String> found = new HashMap<>(database);
      found.keySet().retainAll(keys);
      return found;
    });
  }

  @Test
  void getLoadsOnceAndThenHits() {
    Cache<String, String> cache = cache().build();

    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.get("a")).isEqualTo("1");

    assertThat(loads).containsExactly(Set.of("a"));
    CacheStats stats = cache.stats();
    assertThat(stats.hits()).isEqualTo(2);
    assertThat(stats.misses()).isEqualTo(1);
    assertThat(stats.loads()).isEqualTo(1);
    assertThat(stats.hitRate()).isEqualTo(2.0 / 3);
  }

  @Test
  void aMissingKeyIsNullAndIsAskedForAgain() {
    Cache<String, String> cache = cache().build();

    assertThat(cache.get("z")).isNull();
    assertThat(cache.get("z")).isNull();

    assertThat(loads).hasSize(2);
  }

  @Test
  void getAllLoadsExactlyWhatIsMissingInOneCall() {
    Cache<String, String> cache = cache().build();
    cache.get("b");
    loads.clear();

    Map<String, String> found = cache.getAll(List.of("c", "b", "z", "a", "c"));

    assertThat(found)
        .containsExactly(Map.entry("c", "3"), Map.entry("b", "2"), Map.entry("a", "1"));
    assertThat(loads).containsExactly(Set.of("c", "z", "a"));
    assertThat(cache.stats().requests()).isEqualTo(5);
    assertThatThrownBy(() -> found.put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void getIfPresentNeverLoads() {
    Cache<String, String> cache = cache().build();

    assertThat(cache.getIfPresent("a")).isNull();
    cache.get("a");
    assertThat(cache.getIfPresent("a")).isEqualTo("1");

    assertThat(loads).hasSize(1);
  }

  @Test
  void cacheAsideReadsWithTheCallersLoader() {
    Cache<String, String> cache =
        manager.cache("aside", String.class, String.class).build();

    assertThat(cache.get("k", key -> key + "!")).isEqualTo("k!");
    assertThat(cache.get("k", key -> "another")).isEqualTo("k!");
    assertThat(cache.get("missing", key -> null)).isNull();
    assertThat(cache.get("other")).isNull();
  }

  @Test
  void anEntryExpiresAfterItsTimeToLive() {
    Cache<String, String> cache =
        cache().timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0)).build();
    cache.get("a");

    clock.addAndGet(Duration.ofSeconds(59).toNanos());
    cache.get("a");
    assertThat(loads).hasSize(1);

    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    cache.get("a");
    assertThat(loads).hasSize(2);
  }

  @Test
  void aFailedLoadIsAnExceptionThatCarriesTheKeysAndTheCause() {
    Cache<String, String> cache = manager
        .cache("broken", String.class, String.class)
        .loader(keys -> {
          throw new java.io.IOException("down");
        })
        .build();

    assertThatThrownBy(() -> cache.getAll(Set.of("a", "b")))
        .isInstanceOfSatisfying(
            CacheLoadException.class, e -> assertThat(e.keys()).isEqualTo(Set.of("a", "b")))
        .hasMessageContaining("broken")
        .hasRootCauseMessage("down");
    assertThat(cache.stats().loadFailures()).isEqualTo(1);
    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void aLoaderThatBreaksItsContractFailsTheLoadAndCachesNothing() {
    Map<String, CacheLoader<String, String>> loaders = new HashMap<>();
    loaders.put("not asked for", keys -> Map.of("a", "1", "extra", "2"));
    loaders.put("null value", keys -> {
      Map<String, String> nulls = new HashMap<>();
      nulls.put("a", nullValue());
      return nulls;
    });
    loaders.put("returned null", keys -> nullValue());
    loaders.forEach((message, loader) -> {
      Cache<String, String> cache = manager
          .cache("contract-" + message.hashCode(), String.class, String.class)
          .loader(loader)
          .build();

      assertThatThrownBy(() -> cache.get("a"))
          .isInstanceOf(CacheLoadException.class)
          .cause()
          .hasMessageContaining(message);
      assertThat(cache.getIfPresent("a")).isNull();
      assertThat(cache.getIfPresent("extra")).isNull();
    });
  }

  @Test
  void aLoaderThatAsksForTheKeyItIsLoadingFailsInsteadOfWaitingForItself() {
    Cache<String, String>[] self = newArray();
    self[0] = manager
        .cache("recursive", String.class, String.class)
        .loader(keys -> self[0].getAll(keys))
        .build();

    assertThatThrownBy(() -> self[0].get("a"))
        .isInstanceOf(CacheLoadException.class)
        .rootCause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("loading at the moment");
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Cache<String, String>[] newArray() {
    return new Cache[1];
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nullValue() {
    return null;
  }
}
