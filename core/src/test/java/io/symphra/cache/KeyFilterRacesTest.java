package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.protect.KeyFilter;
import io.symphra.cache.protect.KeyFilterStats;
import io.symphra.cache.spi.KeyCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys that join a key filter while it is scanned, and while this instance does not hear everything. */
class KeyFilterRacesTest {

  private final AtomicLong clock = new AtomicLong();
  private final HeapSharedTier heap =
      HeapSharedTier.builder().ticker(clock::get).build();
  private final NoticeTier tier = new NoticeTier(heap.connect());
  private final Set<String> database = new ConcurrentSkipListSet<>(Set.of("a"));
  private final AtomicInteger scans = new AtomicInteger();
  private final AtomicReference<@Nullable Gate> afterSnapshot = new AtomicReference<>();
  private final AtomicReference<@Nullable Gate> rendering = new AtomicReference<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<CacheManager> managers = new ArrayList<>();
  private final KeyFilter<String> filter =
      KeyFilter.of(this::scan).expectedKeys(1_000).falsePositiveRate(0.0001).build();
  private final Cache<String, String> here = build();
  private final Cache<String, String> there = buildThere();

  @AfterEach
  void close() {
    managers.forEach(CacheManager::close);
    executor.shutdownNow();
  }

  private Cache<String, String> build() {
    CacheManager manager = CacheManager.builder()
        .ticker(clock::get)
        .executor(executor)
        .sharedTier(tier)
        .build();
    managers.add(manager);
    Cache<String, String> cache = manager
        .cache("letters", String.class, String.class)
        .keyFilter(filter)
        .keyCodec(new StallingCodec())
        .loader(CacheLoader.oneByOne(this::read))
        .build();
    await().until(() -> filter.stats().inForce());
    return cache;
  }

  private Cache<String, String> buildThere() {
    CacheManager manager =
        CacheManager.builder().ticker(clock::get).sharedTier(heap.connect()).build();
    managers.add(manager);
    return manager
        .cache("letters", String.class, String.class)
        .loader(CacheLoader.oneByOne(this::read))
        .build();
  }

  private @Nullable String read(String key) {
    return database.contains(key) ? "of " + key : null;
  }

  /** Reads all keys at once, as a snapshot does, and then stops at the gate if there is one. */
  private Stream<String> scan() {
    scans.incrementAndGet();
    List<String> snapshot = List.copyOf(database);
    Gate gate = afterSnapshot.get();
    if (gate != null) {
      gate.passQuietly();
    }
    return snapshot.stream();
  }

  /** Renders strings as they are; one key may be told to stop on its way. */
  private final class StallingCodec implements KeyCodec<String> {
    @Override
    public String encode(String key) {
      Gate gate = key.equals("stalling") ? rendering.getAndSet(null) : null;
      if (gate != null) {
        gate.passQuietly();
      }
      return key;
    }

    @Override
    public String decode(String rendered) {
      return rendered;
    }
  }

  private Gate stopScans() {
    Gate gate = new Gate();
    afterSnapshot.set(gate);
    return gate;
  }

  private void goOn(Gate gate, CompletableFuture<KeyFilterStats> scan) {
    afterSnapshot.set(null);
    gate.open();
    scan.join();
  }

  private void write(Cache<String, String> with, String key) {
    with.update(key, () -> {
      database.add(key);
    });
  }

  @Test
  void aKeyOfAnotherInstanceJoins() {
    assertThat(here.get("z")).isNull();

    write(there, "z");

    assertThat(here.get("z")).isEqualTo("of z");
  }

  @Test
  void aKeyThatJoinsWhileTheScanRunsIsInTheOldFilterAndInTheNewOne() {
    Gate gate = stopScans();
    CompletableFuture<KeyFilterStats> scan = filter.rebuild();
    gate.untilReached();

    write(there, "y");
    write(there, "z");
    assertThat(here.get("y")).isEqualTo("of y");
    goOn(gate, scan);

    assertThat(here.get("z")).isEqualTo("of z");
  }

  @Test
  void aKeyFencedBeforeAScanAndCommittedAfterItsSnapshotIsKeptAlsoIfItsEndIsNeverHeard() {
    WriteScope scope = there.writing(Set.of("z"));
    Gate gate = stopScans();
    CompletableFuture<KeyFilterStats> scan = filter.rebuild();
    gate.untilReached();

    database.add("z");
    tier.loseNotices(true);
    scope.committed();
    scope.close();
    tier.loseNotices(false);
    goOn(gate, scan);

    assertThat(here.get("z")).isEqualTo("of z");
  }

  @Test
  void scansInQuickSuccessionDoNotForgetAWriteUnderWay() {
    WriteScope scope = there.writing(Set.of("z"));
    filter.rebuild().join();
    filter.rebuild().join();
    Gate gate = stopScans();
    CompletableFuture<KeyFilterStats> scan = filter.rebuild();
    gate.untilReached();

    database.add("z");
    tier.loseNotices(true);
    scope.committed();
    scope.close();
    tier.loseNotices(false);
    goOn(gate, scan);

    assertThat(here.get("z")).isEqualTo("of z");
  }

  @Test
  void keysThatJoinedAreForgottenInTheEndIfNoScanHasThem() {
    here.invalidate("z");
    assertThat(here.get("z")).isNull();
    assertThat(filter.stats().passed()).isEqualTo(1);

    for (int i = 0; i < 3; i++) {
      clock.addAndGet(Duration.ofHours(1).toNanos()); // longer than any write may stand
      filter.rebuild().join();
    }
    assertThat(here.get("z")).isNull();

    assertThat(filter.stats().passed()).isEqualTo(1);
    assertThat(filter.stats().rejected()).isEqualTo(1);
  }

  @Test
  void aKeyWhoseNoticeIsHandledWhileAScanBeginsAndEndsIsInTheNewFilter() {
    Gate stall = new Gate();
    rendering.set(stall);
    Background<Boolean> notice = Background.start(() -> {
      there.invalidate("stalling");
      return true;
    });
    stall.untilReached();

    filter.rebuild().join();
    database.add("stalling");
    stall.open();
    notice.result();

    assertThat(here.get("stalling")).isEqualTo("of stalling");
  }

  @Test
  void whileTheConnectionIsInDoubtEverythingPasses() {
    tier.coherent(false);
    tier.loseNotices(true);
    write(there, "z");

    assertThat(here.get("z")).isEqualTo("of z");
    assertThat(filter.stats().inForce()).isFalse();
  }

  @Test
  void doubtThatPassesInTheSameEpochNeedsNoScan() {
    tier.coherent(false);
    here.get("z");
    tier.coherent(true);

    assertThat(filter.stats().inForce()).isTrue();
    assertThat(scans).hasValue(1);
  }

  @Test
  void afterAReconnectEverythingPassesUntilAScanOfTheNewEpochIsDone() {
    tier.loseNotices(true);
    write(there, "z");
    tier.loseNotices(false);
    tier.reconnect();
    Gate gate = stopScans();

    assertThat(here.get("z")).as("nobody knows what was missed").isEqualTo("of z");
    gate.untilReached();
    here.get("unknown");
    assertThat(filter.stats().rejected()).isZero();

    afterSnapshot.set(null);
    gate.open();
    await().until(() -> filter.stats().inForce());
    here.get("unknown");
    assertThat(filter.stats().rejected()).isEqualTo(1);
    here.invalidateMatching("*");
    assertThat(here.get("z")).isEqualTo("of z");
  }

  @Test
  void aScanDuringWhichTheConnectionBrokeIsNotTrusted() {
    Gate gate = stopScans();
    CompletableFuture<KeyFilterStats> scan = filter.rebuild();
    gate.untilReached();
    tier.loseNotices(true);
    write(there, "z");
    tier.loseNotices(false);
    tier.reconnect();

    Gate again = stopScans();
    gate.open();
    scan.join();
    again.untilReached();
    assertThat(filter.stats().inForce()).isFalse();
    assertThat(here.get("z")).isEqualTo("of z");
    afterSnapshot.set(null);
    again.open();

    await().until(() -> filter.stats().inForce());
    assertThat(scans).hasValue(3);
  }

  @Test
  void aScanStopsWhenItsCacheIsClosed() {
    Gate gate = stopScans();
    CompletableFuture<KeyFilterStats> running = filter.rebuild();
    gate.untilReached();
    CompletableFuture<KeyFilterStats> waiting = filter.rebuild();

    here.close();
    assertThat(waiting).isCompletedExceptionally();
    gate.open();

    await().until(running::isCompletedExceptionally);
    assertThat(filter.stats().rebuilds()).isEqualTo(1);
  }

  @Test
  void oneScanRunsAtATime() {
    Gate gate = stopScans();
    CompletableFuture<KeyFilterStats> running = filter.rebuild();
    gate.untilReached();

    CompletableFuture<KeyFilterStats> next = filter.rebuild();
    CompletableFuture<KeyFilterStats> same = filter.rebuild();
    assertThat(scans).hasValue(2);
    goOn(gate, running);

    next.join();
    same.join();
    assertThat(scans).hasValue(3);
  }
}
