package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes of the caller's own under a fence: {@code update} and {@code writing}. */
@ParameterizedClass
@EnumSource(Tiers.class)
class WriteScopeTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>();
  private final AtomicInteger loads = new AtomicInteger();
  private final CacheManager manager;
  private final Cache<String, String> cache;

  WriteScopeTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
    cache = manager
        .cache("letters", String.class, String.class)
        .loader(CacheLoader.oneByOne(key -> {
          loads.incrementAndGet();
          return database.get(key);
        }))
        .build();
  }

  @BeforeEach
  void cacheOldValues() {
    database.putAll(Map.of("a", "old", "b", "old"));
    cache.getAll(List.of("a", "b"));
    loads.set(0);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void updateRunsTheWriteReturnsItsResultAndDropsTheKey() {
    Integer rows = cache.update("a", () -> {
      database.put("a", "new");
      return 1;
    });

    assertThat(rows).isEqualTo(1);
    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("new");
    assertThat(cache.getIfPresent("b")).as("another key").isEqualTo("old");
    assertThat(cache.stats().writes()).isEqualTo(1);
  }

  @Test
  void anUpdateThatReturnsNothing() {
    cache.update("a", (WriteAction<RuntimeException>) () -> database.put("a", "new"));

    assertThat(cache.get("a")).isEqualTo("new");
    assertThat(cache.stats().writes()).isEqualTo(1);
  }

  @Test
  void anExceptionOfTheWriteIsTheCallersOwnAndTheKeyIsDropped() {
    IOException failure = new IOException("rolled back");

    assertThatThrownBy(() -> cache.update("a", (WriteAction<IOException>) () -> {
          throw failure;
        }))
        .isSameAs(failure);

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("old");
    assertThat(cache.stats().writes()).isZero();
    assertThat(cache.stats().writeFailures()).isEqualTo(1);
  }

  @Test
  void anErrorOfTheWriteLeavesNoFenceBehind() {
    assertThatThrownBy(() -> cache.update("a", (WriteAction<RuntimeException>) () -> {
          throw new AssertionError("bug");
        }))
        .isInstanceOf(AssertionError.class);

    cache.get("a");
    assertThat(cache.getIfPresent("a")).as("kept again").isEqualTo("old");
  }

  @Test
  void aReaderDuringAScopeLoadsButKeepsNothing() {
    try (WriteScope scope = cache.writing(Set.of("a"))) {
      assertThat(Background.start(() -> cache.get("a")).result()).isEqualTo("old");
      assertThat(cache.getIfPresent("a")).isNull();
      database.put("a", "new");
      scope.committed();
    }

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("new");
    assertThat(loads).hasValue(2);
    assertThat(cache.stats().refusedFills()).isEqualTo(1);
  }

  @Test
  void aLoadThatBeganBeforeTheScopeIsNotStored() {
    cache.invalidate("a");
    try (WriteScope scope = cache.writing(List.of("b"))) {
      scope.committed();
    }
    String seen = cache.get("a", key -> {
      String before = database.get(key);
      cache.update(key, (WriteAction<RuntimeException>) () -> database.put(key, "new"));
      return before;
    });

    assertThat(seen).as("the reader began before the write").isEqualTo("old");
    assertThat(cache.get("a")).isEqualTo("new");
  }

  @Test
  void aScopeFencesAllItsKeysAndOnlyThem() {
    try (WriteScope scope = cache.writing(List.of("a", "b"))) {
      database.put("c", "3");
      cache.getAll(List.of("a", "b", "c"));
      assertThat(cache.getIfPresent("a")).isNull();
      assertThat(cache.getIfPresent("b")).isNull();
      assertThat(cache.getIfPresent("c")).isEqualTo("3");
      scope.committed();
    }
  }

  @Test
  void aScopeWithoutCommittedCountsAsAFailureAndDropsTheKeysAllTheSame() {
    cache.writing(Set.of("a")).close();

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.stats().writeFailures()).isEqualTo(1);
    assertThat(cache.stats().writes()).isZero();
  }

  @Test
  void aScopeCountsOnceHoweverOftenItIsCommittedAndClosed() {
    WriteScope scope = cache.writing(Set.of("a"));
    scope.committed();
    scope.committed();
    scope.close();
    cache.get("a");
    scope.close();

    assertThat(cache.getIfPresent("a")).as("the second close drops nothing").isEqualTo("old");
    assertThat(cache.stats().writes()).isEqualTo(1);
    assertThatThrownBy(scope::committed)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aScopeMayBeClosedByAnotherThread() {
    WriteScope scope = cache.writing(Set.of("a"));
    Background.start(() -> {
          scope.close();
          return true;
        })
        .result();

    cache.get("a");
    assertThat(cache.getIfPresent("a")).isEqualTo("old");
  }
}
