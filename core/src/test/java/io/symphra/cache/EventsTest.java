package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.symphra.cache.event.CacheEvent;
import io.symphra.cache.event.CacheListener;
import io.symphra.cache.event.EvictionCause;
import io.symphra.cache.event.EvictionEvent;
import io.symphra.cache.event.ExpiryEvent;
import io.symphra.cache.event.HitEvent;
import io.symphra.cache.event.InvalidationCall;
import io.symphra.cache.event.InvalidationEvent;
import io.symphra.cache.event.LoadEvent;
import io.symphra.cache.event.LoadFailureEvent;
import io.symphra.cache.event.MissEvent;
import io.symphra.cache.event.WriteEvent;
import io.symphra.cache.event.WriteFailureEvent;
import io.symphra.cache.event.WriteKind;
import io.symphra.cache.expiry.TimeToLive;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

/** What listeners hear. */
@ParameterizedClass
@EnumSource(Tiers.class)
class EventsTest {

  private final IllegalStateException down = new IllegalStateException("down");
  private final AtomicLong clock = new AtomicLong();
  private final Later later = new Later();
  private final Ear ear = new Ear();
  private final CacheManager manager;

  EventsTest(Tiers tiers) {
    manager = tiers.manager(clock::get, later);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> letters() {
    return manager.cache("letters", String.class, String.class).listener(ear);
  }

  private Cache<String, String> loading() {
    return letters()
        .loader(keys -> {
          clock.addAndGet(Duration.ofMillis(30).toNanos());
          if (keys.contains("bad")) {
            throw down;
          }
          Map<String, String> found = new HashMap<>();
          keys.stream().filter(key -> !key.equals("gone")).forEach(key -> found.put(key, "v"));
          return found;
        })
        .build();
  }

  private Ear heard() {
    later.runAll();
    return ear;
  }

  @Test
  void aLoad() {
    Instant before = Instant.now();

    loading().getAll(List.of("a", "b", "gone"));

    assertThat(heard().loads).singleElement().satisfies(load -> {
      assertThat(load.cacheName()).isEqualTo("letters");
      assertThat(load.time()).isBetween(before, Instant.now());
      assertThat(load.keys()).isEqualTo(Set.of("a", "b", "gone"));
      assertThat(load.found()).isEqualTo(2);
      assertThat(load.duration()).isEqualTo(Duration.ofMillis(30));
    });
    assertThat(ear.heard).hasSize(1);
  }

  @Test
  void aFailedLoad() {
    Cache<String, String> cache = loading();

    assertThatThrownBy(() -> cache.get("bad")).isInstanceOf(CacheLoadException.class);

    assertThat(heard().loadFailures).singleElement().satisfies(failure -> {
      assertThat(failure.keys()).isEqualTo(Set.of("bad"));
      assertThat(failure.cause()).isSameAs(down);
      assertThat(failure.duration()).isEqualTo(Duration.ofMillis(30));
    });
    assertThat(ear.heard).hasSize(1);
  }

  @Test
  void loadsOfEveryOrigin() {
    Cache<String, String> cache = loading();

    cache.get("a");
    cache.get("b", key -> "aside");
    cache.fill(List.of("c"), keys -> Map.of("c", "v"), FillOptions.ofDefaults());

    assertThat(heard().loads)
        .extracting(LoadEvent::keys)
        .isEqualTo(List.of(Set.of("a"), Set.of("b"), Set.of("c")));
  }

  @Test
  void writesThroughAFence() {
    Cache<String, String> cache =
        letters().writer(new RecordingWriter(new HashMap<>())).build();

    cache.put("a", "v");
    cache.putAll(Map.of("a", "v", "b", "v"));
    cache.remove("a");
    cache.update("b", () -> 1);
    try (WriteScope scope = cache.writing(Set.of("c", "d"))) {
      scope.committed();
    }

    assertThat(heard().writes)
        .allMatch(WriteEvent::fenced)
        .extracting(WriteEvent::kind, WriteEvent::keys)
        .containsExactly(
            tuple(WriteKind.PUT, Set.of("a")),
            tuple(WriteKind.PUT, Set.of("a", "b")),
            tuple(WriteKind.REMOVE, Set.of("a")),
            tuple(WriteKind.UPDATE, Set.of("b")),
            tuple(WriteKind.SCOPE, Set.of("c", "d")));
    assertThat(ear.heard).hasSize(5);
    assertThat(cache.stats().writes()).isEqualTo(5);
  }

  @Test
  void changesOfTheCacheAloneWithoutAFence() {
    Cache<String, String> cache = letters().build();

    cache.put("a", "v");
    cache.remove("a");

    assertThat(heard().writes)
        .noneMatch(WriteEvent::fenced)
        .extracting(WriteEvent::kind)
        .containsExactly(WriteKind.PUT, WriteKind.REMOVE);
    assertThat(heard().invalidations)
        .singleElement()
        .satisfies(event -> assertThat(event.record().call()).isEqualTo(InvalidationCall.REMOVE));
    assertThat(cache.stats().writes()).isZero();
  }

  @Test
  void failedWrites() {
    Cache<String, String> cache = letters()
        .writer(new CacheWriter<>() {
          @Override
          public WriteResult<String, String> writeAll(Map<String, String> entries) {
            throw down;
          }

          @Override
          public void deleteAll(Set<String> keys) {
            throw down;
          }
        })
        .build();

    assertThatThrownBy(() -> cache.put("a", "v")).isInstanceOf(CacheWriteException.class);
    assertThatThrownBy(() -> cache.remove("b")).isInstanceOf(CacheWriteException.class);
    assertThatThrownBy(() -> cache.update("c", () -> {
          throw new IOException("mine");
        }))
        .isInstanceOf(IOException.class);
    cache.writing(Set.of("d")).close();

    assertThat(heard().writeFailures)
        .extracting(WriteFailureEvent::kind)
        .containsExactly(WriteKind.PUT, WriteKind.REMOVE, WriteKind.UPDATE, WriteKind.SCOPE);
    assertThat(heard().writeFailures)
        .extracting(event -> event.cause().isPresent())
        .containsExactly(true, true, false, false);
    assertThat(ear.heard).hasSize(4);
    assertThat(cache.stats().writeFailures()).isEqualTo(4);
  }

  @Test
  void evictionsForWantOfRoom() {
    Cache<String, String> cache =
        letters().maximumSize(2).loader(CacheLoader.oneByOne(key -> "v")).build();

    readMany(cache);

    assertThat(heard().evictions)
        .isNotEmpty()
        .hasSize((int) cache.stats().evictions())
        .allMatch(event -> event.cause() == EvictionCause.SIZE)
        .extracting(EvictionEvent::key)
        .doesNotHaveDuplicates();
  }

  @Test
  void evictionsForTooMuchWeight() {
    Cache<String, String> cache = letters()
        .maximumWeight(20, (key, value) -> 10)
        .loader(CacheLoader.oneByOne(key -> "v"))
        .build();

    readMany(cache);

    assertThat(heard().evictions)
        .isNotEmpty()
        .allMatch(event -> event.cause() == EvictionCause.WEIGHT);
  }

  /** Reads each key twice, since with a shared tier only the second read fills the local one. */
  private void readMany(Cache<String, String> cache) {
    for (int i = 0; i < 40; i++) {
      cache.get("k" + i);
      cache.get("k" + i);
    }
    later.runAll();
  }

  @Test
  void expiries() {
    Cache<String, String> cache = letters()
        .timeToLive(TimeToLive.of(Duration.ofSeconds(1)).jitter(0))
        .loader(CacheLoader.oneByOne(key -> "v"))
        .build();
    cache.get("a");
    cache.get("a");
    clock.addAndGet(Duration.ofHours(1).toNanos());

    readMany(cache);

    assertThat(heard().expiries)
        .hasSize((int) cache.stats().expiries())
        .extracting(ExpiryEvent::key)
        .contains("a");
  }

  @Test
  void expireNowIsAnExpiry() {
    Cache<String, String> cache = loading();
    cache.get("a");
    cache.get("a");

    cache.expireNow("a");
    cache.expireNow("a");
    cache.expireNow("unknown");

    assertThat(heard().expiries).extracting(ExpiryEvent::key).containsExactly("a");
    assertThat(cache.stats().expiries()).isEqualTo(1);
    assertThat(ear.invalidations).isEmpty();
    assertThat(ear.evictions).isEmpty();
  }

  @Test
  void anEntryThatGoesOnAsAStaleOneHasNotExpired() {
    Cache<String, String> cache = letters()
        .serveStale(Duration.ofMinutes(1))
        .loader(CacheLoader.oneByOne(key -> "v"))
        .build();
    cache.get("a");
    cache.get("a");

    cache.expireNow("a");
    cache.expire("a", Duration.ofMinutes(1));

    assertThat(heard().expiries).isEmpty();
    assertThat(cache.stats().expiries()).isZero();
  }

  @Test
  void invalidations() {
    Cache<String, String> cache = loading();
    for (int i = 0; i < 2; i++) {
      cache.getAll(List.of("u:1", "u:2", "x"));
    }
    later.runAll();
    ear.heard.clear();

    cache.invalidate("x");
    cache.invalidateMatching("u:1*");
    cache.group("u:").invalidateMatching("2");
    cache.clear();

    List<InvalidationEvent<String>> events = heard().invalidations;
    assertThat(events)
        .extracting(event -> event.record().call())
        .containsExactly(
            InvalidationCall.KEYS,
            InvalidationCall.PATTERN,
            InvalidationCall.GROUP,
            InvalidationCall.CLEAR);
    assertThat(events)
        .extracting(event -> event.record().what())
        .isEqualTo(List.of(List.of("x"), List.of("u:1*"), List.of("u:", "2"), List.of()));
    assertThat(events).extracting(event -> event.record().count()).containsExactly(1L, 1L, 1L, 0L);
    assertThat(events)
        .extracting(InvalidationEvent::keys)
        .isEqualTo(List.of(Set.of("x"), Set.of(), Set.of(), Set.of()));
    assertThat(events).allMatch(event -> event.record().complete());
    assertThat(events)
        .allSatisfy(event -> assertThat(event.time()).isSameAs(event.record().time()));
    assertThat(ear.heard).hasSize(4);
  }

  @Test
  void aMethodForEachKind() {
    List<String> called = new ArrayList<>();
    CacheListener<String> each = new CacheListener<>() {
      @Override
      public void onLoad(LoadEvent<String> event) {
        called.add("load");
      }

      @Override
      public void onLoadFailure(LoadFailureEvent<String> event) {
        called.add("load failure");
      }

      @Override
      public void onWrite(WriteEvent<String> event) {
        called.add("write");
      }

      @Override
      public void onWriteFailure(WriteFailureEvent<String> event) {
        called.add("write failure");
      }

      @Override
      public void onEviction(EvictionEvent<String> event) {
        called.add("eviction");
      }

      @Override
      public void onExpiry(ExpiryEvent<String> event) {
        called.add("expiry");
      }

      @Override
      public void onInvalidation(InvalidationEvent<String> event) {
        called.add("invalidation");
      }

      @Override
      public void onHit(HitEvent<String> event) {
        called.add("hit");
      }

      @Override
      public void onMiss(MissEvent<String> event) {
        called.add("miss");
      }
    };
    Cache<String, String> cache = loading();
    cache.addListener(each);

    cache.get("a");
    assertThatThrownBy(() -> cache.get("bad")).isInstanceOf(CacheLoadException.class);
    cache.put("b", "v");
    cache.writing(Set.of("c")).close();
    cache.invalidate("a");
    later.runAll();
    Instant now = Instant.now();
    each.onEvent(new EvictionEvent<>("letters", now, "a", EvictionCause.SIZE));
    each.onEvent(new ExpiryEvent<>("letters", now, "a"));
    each.onEvent(new HitEvent<>("letters", now, "a", false));
    each.onEvent(new MissEvent<>("letters", now, "a"));

    assertThat(called)
        .containsExactly(
            "load",
            "load failure",
            "write",
            "write failure",
            "invalidation",
            "eviction",
            "expiry",
            "hit",
            "miss");
  }

  @Test
  void aListenerOfObjectsHearsOfAnyCache() {
    List<CacheEvent<Object>> heard = new ArrayList<>();
    CacheListener<Object> any = CacheListener.of(heard::add);
    Cache<String, String> letters = loading();
    Cache<Long, String> numbers =
        manager.cache("numbers", Long.class, String.class).listener(any).build();
    letters.addListener(any);

    letters.get("a");
    numbers.put(1L, "v");
    later.runAll();

    assertThat(heard).extracting(CacheEvent::cacheName).containsExactly("letters", "numbers");
  }

  @Test
  void theKeysOfAnEventAreItsOwn() {
    List<String> keys = new ArrayList<>(List.of("a", "b"));
    Cache<String, String> cache = letters().build();

    cache.invalidateAll(keys);
    keys.clear();

    assertThat(heard().invalidations)
        .singleElement()
        .satisfies(event -> assertThat(event.keys()).isEqualTo(Set.of("a", "b")));
  }

  @Test
  void whereNobodyListensNothingIsHandedOver() {
    Cache<String, String> cache = manager
        .cache("quiet", String.class, String.class)
        .loader(CacheLoader.oneByOne(key -> "v"))
        .build();

    cache.get("a");
    cache.put("b", "v");
    cache.invalidate("a");
    cache.clear();

    assertThat(later.isIdle()).isTrue();
  }
}
