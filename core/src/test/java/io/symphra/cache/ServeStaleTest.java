package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.symphra.cache.expiry.TimeToLive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Entries past their time to live that are answered while they are refreshed. */
@ParameterizedClass
@EnumSource(Tiers.class)
class ServeStaleTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new HashMap<>(Map.of("a", "1", "b", "1"));
  private final List<Set<String>> loads = new ArrayList<>();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final CacheManager manager;
  private final Cache<String, String> cache;
  private boolean down;
  private boolean full;

  ServeStaleTest(Tiers tiers) {
    manager = tiers.manager(clock::get, task -> {
      if (full) {
        throw new RejectedExecutionException("full");
      }
      background.add(task);
    });
    cache = manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
        .serveStale(Duration.ofMinutes(10))
        .loader(keys -> {
          loads.add(Set.copyOf(keys));
          if (down) {
            throw new IOException("down");
          }
          Map<String, String> found = new HashMap<>(database);
          found.keySet().retainAll(keys);
          return found;
        })
        .build();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private void givenAStaleEntry() {
    cache.get("a");
    cache.get("a");
    database.put("a", "2");
    pass(Duration.ofMinutes(2));
    loads.clear();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private void runBackground() {
    for (Runnable task = background.poll(); task != null; task = background.poll()) {
      task.run();
    }
  }

  @Test
  void whoAsksIfItIsPresentCallsNoLoaderWhateverTheOptions() {
    givenAStaleEntry();
    Cache<String, String> view =
        cache.with(CallOptions.ofDefaults().timeToLive(Duration.ofMinutes(1)));

    assertThat(cache.getIfPresent("a")).isEqualTo("1");
    assertThat(view.getIfPresent("a")).isEqualTo("1");
    runBackground();

    assertThat(loads).isEmpty();
  }

  @Test
  void aStaleEntryIsAnsweredAtOnceAndRefreshedInTheBackground() {
    givenAStaleEntry();

    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(loads).isEmpty();

    runBackground();
    assertThat(loads).containsExactly(Set.of("a"));
    assertThat(cache.get("a")).isEqualTo("2");
    assertThat(cache.stats().refreshes()).isEqualTo(1);
    assertThat(cache.stats().misses()).as("a stale answer is a hit").isEqualTo(1);
  }

  @Test
  void oneRefreshPerKeyIsUnderWay() {
    givenAStaleEntry();

    for (int i = 0; i < 10; i++) {
      cache.get("a");
      cache.getAll(List.of("a"));
    }

    assertThat(background).hasSize(1);
  }

  @Test
  void aPeekAnswersTheStaleEntryAndRefreshesNothing() {
    givenAStaleEntry();

    assertThat(cache.getIfPresent("a")).isEqualTo("1");

    assertThat(background).isEmpty();
  }

  @Test
  void aFailedRefreshIsTriedAgainASecondLaterAndNotEarlier() {
    givenAStaleEntry();
    down = true;
    assertThat(cache.get("a")).isEqualTo("1");
    runBackground();
    assertThat(loads).hasSize(1);
    assertThat(cache.stats().loadFailures()).isEqualTo(1);

    pass(Duration.ofMillis(999));
    assertThat(cache.get("a")).isEqualTo("1");
    runBackground();
    assertThat(loads).as("not yet").hasSize(1);

    pass(Duration.ofMillis(1));
    down = false;
    assertThat(cache.get("a")).isEqualTo("1");
    runBackground();
    assertThat(cache.get("a")).isEqualTo("2");
  }

  @Test
  void aRefreshThatTheExecutorRefusesIsLeftToALaterReader() {
    givenAStaleEntry();
    full = true;
    assertThat(cache.get("a")).isEqualTo("1");

    full = false;
    pass(Duration.ofSeconds(1));
    cache.get("a");
    runBackground();

    assertThat(cache.get("a")).isEqualTo("2");
  }

  @Test
  void aRefreshThatFindsTheRowGoneEndsTheStaleEntry() {
    givenAStaleEntry();
    database.remove("a");

    assertThat(cache.get("a")).isEqualTo("1");
    runBackground();

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isNull();
  }

  @Test
  void withoutALoaderOneReaderASecondRefreshesWithItsOwnOnItsOwnThread() {
    Cache<String, String> aside = manager
        .cache("aside", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
        .serveStale(Duration.ofMinutes(10))
        .build();
    aside.put("a", "1");
    aside.get("a");
    pass(Duration.ofMinutes(2));

    assertThatNoException()
        .isThrownBy(() -> aside.get("a", key -> {
          throw new IllegalStateException("down");
        }));
    assertThat(aside.get("a", key -> "too early")).isEqualTo("1");
    pass(Duration.ofSeconds(1));
    assertThat(aside.get("a", key -> "2")).isEqualTo("2");

    assertThat(aside.get("a", key -> "3")).isEqualTo("2");
    assertThat(background).isEmpty();
  }

  private Cache<String, String> asideWithAStaleEntry() {
    Cache<String, String> aside = manager
        .cache("aside", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
        .serveStale(Duration.ofMinutes(10))
        .build();
    aside.put("a", "1");
    aside.get("a");
    pass(Duration.ofMinutes(2));
    return aside;
  }

  @Test
  void withoutALoaderAViewRefreshesWithItsCallersFunctionOnTheViewsTerms() {
    Cache<String, String> aside = asideWithAStaleEntry();
    Cache<String, String> view = aside.with(
        CallOptions.ofDefaults().timeToLive(TimeToLive.of(Duration.ofSeconds(5)).jitter(0)));

    assertThat(view.get("a", key -> "2")).isEqualTo("2");
    assertThat(view.get("a", key -> "3")).isEqualTo("2");
    assertThat(aside.stats().refreshes()).isEqualTo(1);

    pass(Duration.ofSeconds(5));
    assertThat(aside.get("a", key -> "3")).as("the view's time to live").isEqualTo("3");
  }

  @Test
  void withoutALoaderAViewThatWaitedForItsRefreshLongEnoughAnswersTheStaleEntry() {
    Cache<String, String> aside = asideWithAStaleEntry();
    Cache<String, String> view = aside.with(CallOptions.ofDefaults().timeout(Duration.ofMillis(1)));

    assertThat(view.get("a", key -> "2")).as("the executor is busy").isEqualTo("1");

    runBackground();
    assertThat(aside.get("a", key -> "3")).as("it went on").isEqualTo("2");
  }

  @Test
  void whenTheTimeForStaleAnswersIsOverAReadLoads() {
    cache.get("a");
    database.put("a", "2");
    pass(Duration.ofMinutes(11).minusMillis(1));
    assertThat(cache.getIfPresent("a")).isEqualTo("1");

    pass(Duration.ofMillis(1));

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("2");
    assertThat(background).isEmpty();
  }

  @Test
  void anInvalidationEndsAStaleEntryToo() {
    givenAStaleEntry();

    cache.invalidate("a");

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("2");
  }

  @Test
  void aRefreshDuringAWriteStoresNothing() {
    givenAStaleEntry();
    cache.get("a");

    try (WriteScope scope = cache.writing(Set.of("a"))) {
      runBackground();
      database.put("a", "3");
      scope.committed();
    }

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("3");
  }

  @Test
  void aBatchAnswersStaleEntriesAndLoadsOnlyWhatIsMissing() {
    givenAStaleEntry();

    assertThat(cache.getAll(List.of("a", "b"))).isEqualTo(Map.of("a", "1", "b", "1"));

    assertThat(loads).containsExactly(Set.of("b"));
  }
}
