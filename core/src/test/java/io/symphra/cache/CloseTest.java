package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing a cache and its manager. */
@ParameterizedClass
@EnumSource(Tiers.class)
class CloseTest {

  private final AtomicLong clock = new AtomicLong();
  private final CacheManager manager;

  CloseTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  private Cache<String, String> cache() {
    return manager
        .cache("letters", String.class, String.class)
        .loader(CacheLoader.oneByOne(key -> "loaded"))
        .build();
  }

  @Test
  void everyOperationOnEntriesOfAClosedCacheIsRefused() {
    Cache<String, String> cache = cache();
    Group<String> group = cache.group("a");
    cache.close();

    List<ThrowingCallable> operations = List.of(
        () -> cache.get("a"),
        () -> cache.get("a", key -> "v"),
        () -> cache.getIfPresent("a"),
        () -> cache.getAll(List.of("a")),
        () -> cache.fill(List.of("a"), keys -> Map.of(), FillOptions.ofDefaults()),
        () -> cache.put("a", "v"),
        () -> cache.putAll(Map.of("a", "v")),
        () -> cache.remove("a"),
        () -> cache.update("a", () -> 1),
        () -> cache.update("a", (WriteAction<RuntimeException>) () -> {}),
        () -> cache.writing(Set.of("a")),
        () -> cache.invalidate("a"),
        () -> cache.invalidateAll(Set.of("a")),
        () -> cache.invalidateMatching("*"),
        cache::clear,
        group::invalidateAll,
        () -> group.invalidateMatching("*"));
    assertThat(operations)
        .allSatisfy(operation -> assertThatThrownBy(operation)
            .isInstanceOf(CacheClosedException.class)
            .hasMessage("cache 'letters' is closed"));
  }

  @Test
  void aClosedCacheStillSaysWhatItDid() {
    Cache<String, String> cache = cache();
    cache.get("a");
    cache.close();

    assertThat(cache.stats().misses()).isEqualTo(1);
    assertThat(cache.stats().size()).isZero();
    assertThat(cache.name()).isEqualTo("letters");
    assertThat(cache).hasToString("Cache[letters]");
  }

  @Test
  void closingLetsTheNameGoAndClosingTwiceLeavesTheNextCacheOfThatNameAlone() {
    Cache<String, String> first = cache();
    first.close();
    Cache<String, String> second = cache();
    first.close();

    assertThat(manager.find("letters", String.class, String.class)).containsSame(second);
    assertThat(second.get("a")).isEqualTo("loaded");
  }

  @Test
  void aLoadInProgressIsAnsweredButNotKept() {
    Cache<String, String> cache = cache();
    Gate gate = new Gate();
    Background<String> reader = Background.start(() -> cache.get("a", key -> {
      gate.passQuietly();
      return "late";
    }));
    gate.untilReached();

    cache.close();
    gate.open();

    assertThat(reader.result()).isEqualTo("late");
    assertThat(cache.stats().size()).isZero();
  }

  @Test
  void aWriteInProgressEndsWithoutAnError() {
    Cache<String, String> cache = cache();
    WriteScope scope = cache.writing(Set.of("a"));
    cache.close();

    scope.committed();
    scope.close();

    assertThat(cache.stats().writes()).isEqualTo(1);
    assertThat(cache.stats().size()).isZero();
  }

  @Test
  void aClosedManagerHasNoCachesAndBuildsNone() {
    Cache<String, String> cache = cache();
    CacheBuilder<String, String> begun = manager.cache("more", String.class, String.class);
    manager.close();
    manager.close();

    assertThat(manager.caches()).isEmpty();
    assertThat(manager.find("letters", String.class, String.class)).isEmpty();
    assertThatThrownBy(() -> cache.get("a")).isInstanceOf(CacheClosedException.class);
    assertThatThrownBy(begun::build)
        .isInstanceOf(CacheClosedException.class)
        .hasMessage("cache 'more' cannot be built: its manager is closed");
  }

  @Test
  void aManagerTakesItsThreadsWithIt() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    CacheManager own = CacheManager.builder().build();
    Cache<String, String> cache = own.cache("own", String.class, String.class).build();
    cache.update("a", (WriteAction<RuntimeException>) () -> {});
    Set<Thread> added = new HashSet<>(Thread.getAllStackTraces().keySet());
    added.removeAll(before);
    added.removeIf(thread -> !thread.getName().startsWith("symphra-cache"));
    assertThat(added).isNotEmpty();

    own.close();

    await().untilAsserted(() -> assertThat(added).noneMatch(Thread::isAlive));
  }
}
