package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Loading entries before they are asked for. */
@ParameterizedClass
@EnumSource(Tiers.class)
class FillTest {

  private static final FillOptions<String, String> SKIP = FillOptions.ofDefaults();
  private static final FillOptions<String, String> OVERWRITE =
      new FillOptions<>(IfPresent.OVERWRITE, Optional.empty());

  private final AtomicLong clock = new AtomicLong();
  private final List<Set<String>> loads = new ArrayList<>();
  private final Map<String, String> source = new HashMap<>(Map.of("a", "1", "b", "2", "c", "3"));
  private final CacheManager manager;
  private final Cache<String, String> cache;

  FillTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
    cache = manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
        .serveStale(Duration.ofMinutes(1))
        .build();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Map<String, String> load(Set<String> keys) {
    loads.add(Set.copyOf(keys));
    Map<String, String> found = new HashMap<>(source);
    found.keySet().retainAll(keys);
    return found;
  }

  @Test
  void whatIsMissingIsLoadedInOneCallAndStandsInTheLocalTier() {
    assertThat(cache.fill(List.of("b", "a", "b"), this::load, SKIP))
        .containsExactly(Map.entry("b", FillOutcome.FILLED), Map.entry("a", FillOutcome.FILLED));

    assertThat(loads).containsExactly(Set.of("a", "b"));
    assertThat(cache.stats().size()).isEqualTo(2);
    assertThat(cache.stats().requests()).as("nobody asked").isZero();
    assertThat(cache.getAll(List.of("a", "b"))).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(cache.stats().sharedHits()).isZero();
    assertThat(cache.stats().hits()).isEqualTo(2);
  }

  @Test
  void whatIsPresentIsSkipped() {
    cache.put("a", "old");

    assertThat(cache.fill(List.of("a", "b"), this::load, SKIP))
        .isEqualTo(Map.of("a", FillOutcome.PRESENT, "b", FillOutcome.FILLED));

    assertThat(loads).containsExactly(Set.of("b"));
    assertThat(cache.getIfPresent("a")).isEqualTo("old");
  }

  @Test
  void whatIsPresentIsOverwrittenOnDemand() {
    cache.put("a", "old");

    assertThat(cache.fill(List.of("a"), this::load, OVERWRITE))
        .isEqualTo(Map.of("a", FillOutcome.FILLED));

    assertThat(cache.getIfPresent("a")).isEqualTo("1");
  }

  @Test
  void overwritingDropsAnEntryWhoseKeyIsGone() {
    cache.put("gone", "old");

    assertThat(cache.fill(List.of("gone"), this::load, OVERWRITE))
        .isEqualTo(Map.of("gone", FillOutcome.ABSENT));

    assertThat(cache.getIfPresent("gone")).isNull();
  }

  @Test
  void aStaleEntryIsLoadedAnew() {
    cache.put("a", "old");
    clock.addAndGet(Duration.ofSeconds(90).toNanos());

    assertThat(cache.fill(List.of("a"), this::load, SKIP))
        .isEqualTo(Map.of("a", FillOutcome.FILLED));

    assertThat(cache.getIfPresent("a")).isEqualTo("1");
  }

  @Test
  void whatTheLoaderDoesNotHaveIsAbsent() {
    assertThat(cache.fill(List.of("a", "z"), this::load, SKIP))
        .isEqualTo(Map.of("a", FillOutcome.FILLED, "z", FillOutcome.ABSENT));
  }

  @Test
  void aKeyThatIsBeingLoadedIsBusyAndNotWaitedFor() {
    Gate gate = new Gate();
    Background<Map<String, FillOutcome>> first = Background.start(() -> cache.fill(
        List.of("a"),
        keys -> {
          gate.pass();
          return Map.of("a", "first");
        },
        SKIP));
    gate.untilReached();

    assertThat(cache.fill(List.of("a", "b"), this::load, OVERWRITE))
        .isEqualTo(Map.of("a", FillOutcome.BUSY, "b", FillOutcome.FILLED));

    gate.open();
    assertThat(first.result()).isEqualTo(Map.of("a", FillOutcome.FILLED));
    assertThat(loads).containsExactly(Set.of("b"));
  }

  @Test
  void aKeyThatIsBeingWrittenIsRefused() {
    try (WriteScope scope = cache.writing(Set.of("a"))) {
      assertThat(cache.fill(List.of("a", "b"), this::load, SKIP))
          .isEqualTo(Map.of("a", FillOutcome.REFUSED, "b", FillOutcome.FILLED));
      scope.committed();
    }

    assertThat(loads).as("a load that cannot be stored is not begun").containsExactly(Set.of("b"));
    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void aKeyThatChangesWhileItIsLoadedIsRefused() {
    Map<String, FillOutcome> outcomes = cache.fill(
        List.of("a", "b"),
        keys -> {
          cache.invalidate("a");
          return load(keys);
        },
        SKIP);

    assertThat(outcomes).isEqualTo(Map.of("a", FillOutcome.REFUSED, "b", FillOutcome.FILLED));
    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.stats().refusedFills()).isEqualTo(1);
  }

  @Test
  void aFillMayHaveATimeToLiveOfItsOwn() {
    cache.fill(
        List.of("a"),
        this::load,
        new FillOptions<>(
            IfPresent.SKIP, Optional.of(TimeToLive.of(Duration.ofHours(1)).jitter(0))));

    clock.addAndGet(Duration.ofMinutes(50).toNanos());

    assertThat(cache.getIfPresent("a")).isEqualTo("1");
  }

  @Test
  void aFailedLoaderIsAnExceptionAndLeavesWhatNeededNoLoad() {
    cache.put("a", "old");

    assertThatThrownBy(() -> cache.fill(
            List.of("a", "b"),
            keys -> {
              throw new IOException("down");
            },
            SKIP))
        .isInstanceOfSatisfying(
            CacheLoadException.class, e -> assertThat(e.keys()).isEqualTo(Set.of("b")))
        .hasRootCauseMessage("down");

    assertThat(cache.getIfPresent("a")).isEqualTo("old");
    assertThat(cache.get("b", key -> "free again")).isEqualTo("free again");
  }

  @Test
  void nothingToFillIsNothingToDo() {
    assertThat(cache.fill(List.of(), this::load, SKIP)).isEmpty();

    assertThat(loads).isEmpty();
  }
}
