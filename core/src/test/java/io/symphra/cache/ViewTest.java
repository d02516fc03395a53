package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Views of a cache: single calls that read, write or wait in another way. */
@ParameterizedClass
@EnumSource(Tiers.class)
class ViewTest {

  private static final CallOptions DEFAULTS = CallOptions.ofDefaults();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>();
  private final AtomicInteger loads = new AtomicInteger();
  private final RecordingWriter writer = new RecordingWriter(database);
  private final List<Thread> background = new ArrayList<>();
  private final Tiers tiers;
  private final CacheManager manager;
  private Executor executor = this::onAThread;

  ViewTest(Tiers tiers) {
    this.tiers = tiers;
    manager = tiers.manager(clock::get, task -> executor.execute(task));
  }

  @AfterEach
  void close() throws InterruptedException {
    manager.close();
    for (Thread thread : background) {
      thread.join();
    }
  }

  private void onAThread(Runnable task) {
    Thread thread = new Thread(task);
    background.add(thread);
    thread.start();
  }

  private CacheBuilder<String, String> builder() {
    return manager
        .cache("views", String.class, String.class)
        .timeToLive(TimeToLive.of(MINUTE).jitter(0));
  }

  private Cache<String, String> readThrough() {
    return builder().loader(CacheLoader.oneByOne(this::load)).build();
  }

  private String load(String key) {
    loads.incrementAndGet();
    return database.get(key);
  }

  @Test
  void aViewHasItsEntriesAndStatisticsInCommonWithItsCache() {
    database.put("a", "row");
    Cache<String, String> cache = readThrough();
    Cache<String, String> view = cache.with(DEFAULTS.timeToLive(MINUTE));

    assertThat(view.get("a")).isEqualTo("row");
    assertThat(cache.getIfPresent("a")).isEqualTo("row");
    view.invalidate("a");

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(view.stats()).isEqualTo(cache.stats());
    assertThat(view.name()).isEqualTo("views");
    assertThat(view.config()).isSameAs(cache.config());
  }

  @Test
  void aViewWithoutDifferencesIsTheCacheItself() {
    Cache<String, String> cache = readThrough();

    assertThat(cache.with(DEFAULTS).with(WriteMode.NONE).with(ReadStrategy.READ_THROUGH))
        .isSameAs(cache);
  }

  @Test
  void closingAViewClosesItsCache() {
    Cache<String, String> cache = readThrough();
    Cache<String, String> view = cache.with(DEFAULTS.skipShared());

    view.close();

    assertThatThrownBy(() -> cache.get("a")).isInstanceOf(CacheClosedException.class);
    assertThatThrownBy(() -> view.get("a")).isInstanceOf(CacheClosedException.class);
    assertThat(manager.caches()).isEmpty();
  }

  @Test
  void cacheAsideNeverCallsTheCachesLoader() {
    database.put("a", "row");
    Cache<String, String> cache = readThrough();
    Cache<String, String> aside = cache.with(ReadStrategy.CACHE_ASIDE);

    assertThat(aside.get("a")).isNull();
    assertThat(aside.getAll(Set.of("a"))).isEmpty();
    assertThat(aside.with(DEFAULTS.skipShared()).get("a")).isNull();
    assertThat(loads).hasValue(0);
    assertThat(aside.get("a", key -> "own")).isEqualTo("own");

    assertThat(cache.get("a")).isEqualTo("own");
    assertThat(aside.with(ReadStrategy.READ_THROUGH).get("b")).isNull();
    assertThat(loads).as("the later view counts").hasValue(1);
  }

  @Test
  void cacheAsideLeavesAStaleEntryToItsCallers() {
    Cache<String, String> cache =
        builder().loader(CacheLoader.oneByOne(this::load)).serveStale(MINUTE).build();
    cache.put("a", "old");
    clock.addAndGet(MINUTE.plusSeconds(1).toNanos());
    Cache<String, String> aside = cache.with(ReadStrategy.CACHE_ASIDE);

    assertThat(aside.get("a")).isEqualTo("old");
    assertThat(loads).hasValue(0);
    assertThat(aside.get("a", key -> "own")).isEqualTo("own");
  }

  @Test
  void closingTheCacheEndsAReadThatItsExecutorHasDropped() {
    executor = dropped -> {};
    Cache<String, String> cache = readThrough().with(DEFAULTS.timeout(MINUTE));
    Background<String> reader = Background.start(() -> cache.get("a")).untilItWaits();

    manager.close();

    assertThatThrownBy(reader::result)
        .cause()
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "cache 'views': the cache or the executor was closed before a read with a timeout was done");
  }

  @Test
  void writeModeNoneChangesTheCacheAlone() {
    Cache<String, String> cache =
        builder().loader(CacheLoader.oneByOne(this::load)).writer(writer).build();
    Cache<String, String> alone = cache.with(WriteMode.NONE);
    cache.put("a", "row");

    alone.put("a", "cached");
    assertThat(cache.get("a")).isEqualTo("cached");
    assertThat(database).containsEntry("a", "row");
    alone.remove("a");
    assertThat(cache.get("a")).isEqualTo("row");

    alone.with(WriteMode.WRITE_THROUGH).remove("a");
    assertThat(database).isEmpty();
  }

  @Test
  void aCacheThatWritesNothingByDefaultCanWriteThroughInAView() {
    Cache<String, String> cache =
        builder().writer(writer).writeMode(WriteMode.NONE).build();

    cache.put("a", "cached");
    assertThat(database).isEmpty();
    cache.with(WriteMode.WRITE_THROUGH).put("a", "written");

    assertThat(database).containsEntry("a", "written");
    assertThat(cache.get("a")).isEqualTo("written");
  }

  @Test
  void aTimeToLiveHoldsForWhatIsWrittenAndLoaded() {
    database.put("loaded", "row");
    Cache<String, String> cache =
        builder().loader(CacheLoader.oneByOne(this::load)).writer(writer).build();
    Cache<String, String> brief =
        cache.with(DEFAULTS.timeToLive(TimeToLive.of(Duration.ofSeconds(1)).jitter(0)));
    brief.put("through", "1");
    brief.with(WriteMode.NONE).put("alone", "1");
    brief.get("loaded");
    cache.put("long", "1");

    clock.addAndGet(Duration.ofSeconds(2).toNanos());

    assertThat(cache.getIfPresent("through")).isNull();
    assertThat(cache.getIfPresent("alone")).isNull();
    assertThat(cache.getIfPresent("loaded")).isNull();
    assertThat(cache.getIfPresent("long")).isEqualTo("1");
  }

  @Test
  void skippingTheSharedTierLoadsAndReplacesWhatStands() {
    Cache<String, String> cache = readThrough();
    cache.put("a", "old");
    cache.put("gone", "old");
    cache.put("b", "old");
    database.putAll(Map.of("a", "new", "b", "new"));
    Cache<String, String> fresh = cache.with(DEFAULTS.skipShared());

    assertThat(fresh.get("a")).isEqualTo("new");
    assertThat(fresh.get("b", key -> "own")).isEqualTo("own");
    assertThat(fresh.getAll(List.of("a", "gone"))).isEqualTo(Map.of("a", "new"));

    assertThat(cache.getIfPresent("a")).isEqualTo("new");
    assertThat(cache.getIfPresent("b")).isEqualTo("own");
    assertThat(cache.getIfPresent("gone")).isNull();
    assertThat(fresh.getIfPresent("a")).as("looks into no tier").isNull();
    assertThat(loads).hasValue(3);
  }

  @Test
  void aLoadThatSkippedTheSharedTierStoresNothingOverAWriteThatCameBetween() {
    Cache<String, String> cache = readThrough();
    cache.put("a", "old");
    Cache<String, String> fresh = cache.with(DEFAULTS.skipShared());

    String loaded = fresh.get("a", key -> {
      cache.put("a", "written meanwhile");
      return "loaded before";
    });

    assertThat(loaded).isEqualTo("loaded before");
    assertThat(cache.get("a")).isEqualTo("written meanwhile");
    assertThat(cache.stats().refusedFills()).isEqualTo(1);
  }

  @Test
  void aLoadThatSkippedTheSharedTierStoresNothingUnderAFence() {
    database.put("a", "row");
    Cache<String, String> cache = readThrough();

    cache.update("a", () -> {
      assertThat(cache.with(DEFAULTS.skipShared()).get("a")).isEqualTo("row");
      return true;
    });

    assertThat(cache.getIfPresent("a")).isNull();
  }

  @Test
  void aReadThatSkipsTheSharedTierDoesNotTakeALoadThatBeganBeforeIt() {
    Cache<String, String> cache = readThrough();
    Gate gate = new Gate();
    Background<String> early = Background.start(() -> cache.get("a", key -> {
      gate.passQuietly();
      return "read before the row changed";
    }));
    gate.untilReached();
    database.put("a", "changed around the cache");
    Background<String> late =
        Background.start(() -> cache.with(DEFAULTS.skipShared()).get("a")).untilItWaits();

    gate.open();

    assertThat(early.result()).isEqualTo("read before the row changed");
    assertThat(late.result()).isEqualTo("changed around the cache");
    assertThat(cache.get("a")).isEqualTo("changed around the cache");
  }

  @Test
  void readsThatSkipTheLocalTierAnswerWhatTheSharedTierHas() {
    Cache<String, String> cache = readThrough();
    cache.put("a", "1");
    cache.get("a");
    Cache<String, String> shared = cache.with(DEFAULTS.skipLocal());
    long sharedHits = cache.stats().sharedHits();

    assertThat(shared.get("a")).isEqualTo("1");
    assertThat(shared.getIfPresent("a")).isEqualTo("1");
    assertThat(shared.getAll(List.of("a", "b"))).isEqualTo(Map.of("a", "1"));
    assertThat(shared.getIfPresent("b")).isNull();

    assertThat(cache.stats().sharedHits() - sharedHits)
        .isEqualTo(tiers == Tiers.LOCAL_ONLY ? 0 : 3);
    database.put("b", "row");
    assertThat(shared.get("b")).isEqualTo("row");
    assertThat(cache.getIfPresent("b")).isEqualTo("row");
  }

  @Test
  void aHitNeedsNoThreadThoughThereIsATimeout() {
    Cache<String, String> cache = readThrough();
    cache.put("a", "1");
    cache.get("a");
    executor = task -> {
      throw new RejectedExecutionException("full");
    };
    Cache<String, String> impatient = cache.with(DEFAULTS.timeout(MINUTE));

    assertThat(impatient.get("a")).isEqualTo("1");
    assertThatThrownBy(() -> impatient.get("b"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cache 'views': the executor takes no more");
  }

  @Test
  void aCallerThatWaitedLongEnoughLeavesTheLoadToOthers() {
    Cache<String, String> cache = readThrough();
    Gate gate = new Gate();
    Cache<String, String> impatient = cache.with(DEFAULTS.timeout(Duration.ofMillis(1)));

    assertThatThrownBy(() -> impatient.get("a", key -> {
          gate.passQuietly();
          return "slow";
        }))
        .isInstanceOf(CacheTimeoutException.class)
        .hasMessage(
            "cache 'views': a read took longer than its timeout of PT0.001S and goes on without its caller");
    gate.untilReached();
    Background<String> patient = Background.start(() -> cache.get("a")).untilItWaits();
    gate.open();

    assertThat(patient.result()).isEqualTo("slow");
    assertThat(cache.getIfPresent("a")).isEqualTo("slow");
    assertThat(loads).hasValue(0);
  }

  @Test
  void withinItsTimeoutAReadIsAsAnyOther() {
    database.put("a", "row");
    Cache<String, String> patient = readThrough().with(DEFAULTS.timeout(MINUTE));

    assertThat(patient.get("a")).isEqualTo("row");
    assertThat(patient.getAll(List.of("a", "b"))).isEqualTo(Map.of("a", "row"));
    assertThat(patient.getIfPresent("b")).isNull();
    assertThatThrownBy(() -> patient.get("c", key -> {
          throw new IllegalArgumentException("no such shard");
        }))
        .isInstanceOf(CacheLoadException.class)
        .hasRootCauseMessage("no such shard");
  }

  @Test
  void anInterruptedCallerLeavesTheLoadToOthers() {
    Cache<String, String> cache = readThrough();
    Gate gate = new Gate();
    Cache<String, String> patient = cache.with(DEFAULTS.timeout(MINUTE));
    Background<Boolean> interrupted = Background.start(() -> {
      assertThatThrownBy(() -> patient.get("a", key -> {
            gate.passQuietly();
            return "slow";
          }))
          .isInstanceOf(CacheLoadException.class);
      return Thread.interrupted();
    });
    gate.untilReached();

    interrupted.untilItWaits().interrupt();

    assertThat(interrupted.result()).isTrue();
    gate.open();
    assertThat(cache.get("a")).isEqualTo("slow");
  }

  @Test
  void laterOptionsAddToEarlierOnes() {
    CallOptions both = DEFAULTS
        .skipLocal()
        .timeToLive(Duration.ofSeconds(1))
        .over(DEFAULTS.skipShared().timeToLive(MINUTE).timeout(MINUTE));

    assertThat(both.skipsLocal()).isTrue();
    assertThat(both.skipsShared()).isTrue();
    assertThat(both.timeToLive()).hasToString("Optional[PT1S ±10 %]");
    assertThat(both.timeout()).contains(MINUTE);
  }
}
