package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.symphra.cache.event.InvalidationCall;
import io.symphra.cache.event.InvalidationRecord;
import io.symphra.cache.spi.KeyCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who let entries go, when, and how many. */
@ParameterizedClass
@EnumSource(Tiers.class)
class InvalidationHistoryTest {

  private final AtomicLong clock = new AtomicLong();
  private final CacheManager manager;

  InvalidationHistoryTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> letters() {
    return manager.cache("letters", String.class, String.class);
  }

  private static Cache<String, String> filled(CacheBuilder<String, String> builder) {
    Cache<String, String> cache =
        builder.loader(CacheLoader.oneByOne(key -> "secret")).build();
    for (int i = 0; i < 2; i++) { // with a shared tier the second read fills the local one
      cache.getAll(List.of("u:1", "u:2", "u:3", "x"));
    }
    return cache;
  }

  @Test
  void theNewestIsFirst() {
    Instant before = Instant.now();
    Cache<String, String> cache = filled(letters());

    cache.invalidate("x");
    cache.invalidateMatching("*:1");
    cache.group("u:").invalidateMatching("2*");
    cache.remove("y");
    cache.group("u:").invalidateAll();
    cache.clear();

    List<InvalidationRecord> history = cache.invalidationHistory(10);
    assertThat(history)
        .extracting(InvalidationRecord::call)
        .containsExactly(
            InvalidationCall.CLEAR,
            InvalidationCall.GROUP,
            InvalidationCall.REMOVE,
            InvalidationCall.GROUP,
            InvalidationCall.PATTERN,
            InvalidationCall.KEYS);
    assertThat(history)
        .extracting(InvalidationRecord::what)
        .isEqualTo(List.of(
            List.of(),
            List.of("u:", "*"),
            List.of("y"),
            List.of("u:", "2*"),
            List.of("*:1"),
            List.of("x")));
    assertThat(history)
        .extracting(InvalidationRecord::count)
        .containsExactly(0L, 1L, 1L, 1L, 1L, 1L);
    assertThat(history)
        .extracting(InvalidationRecord::time)
        .isSortedAccordingTo((a, b) -> b.compareTo(a))
        .allSatisfy(time -> assertThat(time).isBetween(before, Instant.now()));
    assertThat(history.toString()).doesNotContain("secret");
    assertThat(cache.invalidationHistory(2)).isEqualTo(history.subList(0, 2));
  }

  @Test
  void theOldestGoesWhenThereIsNoRoom() {
    Cache<String, String> cache = letters().invalidationHistory(3).build();

    for (int i = 1; i <= 5; i++) {
      cache.invalidate("k" + i);
    }

    assertThat(cache.invalidationHistory(100))
        .extracting(each -> each.what().get(0))
        .containsExactly("k5", "k4", "k3");
  }

  @Test
  void byDefaultAHundredAreKept() {
    Cache<String, String> cache = letters().build();

    for (int i = 1; i <= 101; i++) {
      cache.invalidate("k" + i);
    }

    assertThat(cache.invalidationHistory(1_000)).hasSize(100);
    assertThat(cache.config().invalidationHistory()).isEqualTo(100);
  }

  @Test
  void itCanBeSwitchedOff() {
    Cache<String, String> cache = letters().invalidationHistory(0).build();

    cache.invalidate("a");
    cache.clear();

    assertThat(cache.invalidationHistory(1)).isEmpty();
    assertThat(cache.stats().invalidations()).isEqualTo(2);
  }

  @Test
  void ofManyKeysAFewAreShownAndNoOthersAreRendered() {
    AtomicInteger rendered = new AtomicInteger();
    Cache<String, String> cache = letters()
        .keyCodec(new KeyCodec<>() {
          @Override
          public String encode(String key) {
            rendered.incrementAndGet();
            return key.equals("k2") ? unrenderable() : key;
          }

          @Override
          public String decode(String key) {
            return key;
          }
        })
        .build();
    List<String> keys = new ArrayList<>();
    keys.add("k".repeat(1_000));
    for (int i = 1; i < 10_000; i++) {
      keys.add("k" + i);
    }

    cache.invalidateAll(keys);

    InvalidationRecord record = cache.invalidationHistory(1).get(0);
    assertThat(record.count()).isEqualTo(10_000);
    assertThat(record.what())
        .hasSize(5)
        .startsWith("k".repeat(199) + "…", "k1")
        .contains(
            "a key with hash %08x that the key codec could not render".formatted("k2".hashCode()));
    assertThat(rendered).hasValue(5);
  }

  @Test
  void aPatternThatMeetsAKeyThatCannotBeRenderedIsRemembered() {
    AtomicBoolean broken = new AtomicBoolean();
    Cache<String, String> cache = filled(letters().keyCodec(new KeyCodec<>() {
      @Override
      public String encode(String key) {
        return broken.get() ? unrenderable() : key;
      }

      @Override
      public String decode(String key) {
        return key;
      }
    }));
    broken.set(true);

    assertThatThrownBy(() -> cache.invalidateMatching("u:*"))
        .isInstanceOf(RuntimeException.class)
        .hasStackTraceContaining("cannot render");

    assertThat(cache.invalidationHistory(10))
        .extracting(InvalidationRecord::call, InvalidationRecord::complete)
        .containsExactly(tuple(InvalidationCall.PATTERN, false));
  }

  private static String unrenderable() {
    throw new IllegalArgumentException("cannot render");
  }

  @Test
  void nothingNamedIsNoInvalidation() {
    Cache<String, String> cache = letters().build();

    cache.invalidateAll(Set.of());

    assertThat(cache.invalidationHistory(1)).isEmpty();
  }

  @Test
  void aClosedCacheStillSaysWhatItLetGo() {
    Cache<String, String> cache = letters().build();
    cache.invalidate("a");
    cache.close();

    assertThat(cache.invalidationHistory(10)).hasSize(1);
  }

  @Test
  void anInvalidationTheSharedTierMissedIsMarked() {
    FaultyTier tier = new FaultyTier(HeapSharedTier.create().connect());
    try (CacheManager faulty = CacheManager.builder().sharedTier(tier).build()) {
      Cache<String, String> cache = filled(faulty.cache("letters", String.class, String.class));
      tier.goDown();

      assertThatThrownBy(() -> cache.invalidate("x")).isInstanceOf(CacheException.class);
      assertThatThrownBy(cache::clear).isInstanceOf(CacheException.class);

      assertThat(cache.invalidationHistory(2))
          .extracting(InvalidationRecord::complete, InvalidationRecord::count)
          .containsExactly(tuple(false, 3L), tuple(false, 1L));
      tier.recover();
    }
  }
}
