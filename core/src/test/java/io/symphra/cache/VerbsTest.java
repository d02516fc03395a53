package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.protect.NegativeCaching;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that depend on the current value. */
@ParameterizedClass
@EnumSource(Tiers.class)
class VerbsTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>();
  private final AtomicInteger loads = new AtomicInteger();
  private final RecordingWriter writer = new RecordingWriter(database);
  private final CacheManager manager;

  VerbsTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> builder() {
    return manager.cache("verbs", String.class, String.class);
  }

  private Cache<String, String> writeThrough() {
    return builder().loader(CacheLoader.oneByOne(this::load)).writer(writer).build();
  }

  private @Nullable String load(String key) {
    loads.incrementAndGet();
    return database.get(key);
  }

  private Cache<String, String> of(WriteMode mode) {
    return mode == WriteMode.NONE ? builder().build() : writeThrough();
  }

  @ParameterizedTest
  @EnumSource
  void putIfAbsentStoresOnlyWhereThereIsNothing(WriteMode mode) {
    Cache<String, String> cache = of(mode);

    assertThat(cache.putIfAbsent("a", "1")).isNull();
    assertThat(cache.putIfAbsent("a", "2")).isEqualTo("1");

    assertThat(cache.get("a")).isEqualTo("1");
    assertWritten(mode, Map.of("a", "1"));
  }

  @ParameterizedTest
  @EnumSource
  void getAndPutAnswersWhatItReplaced(WriteMode mode) {
    Cache<String, String> cache = of(mode);

    assertThat(cache.getAndPut("a", "1")).isNull();
    assertThat(cache.getAndPut("a", "2")).isEqualTo("1");

    assertThat(cache.get("a")).isEqualTo("2");
    assertWritten(mode, Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void getAndRemoveAnswersWhatItRemoved(WriteMode mode) {
    Cache<String, String> cache = of(mode);
    cache.put("a", "1");

    assertThat(cache.getAndRemove("a")).isEqualTo("1");
    assertThat(cache.getAndRemove("a")).isNull();

    assertThat(cache.get("a")).isNull();
    assertWritten(mode, Map.of());
    assertThat(writer.deleted).hasSize(mode == WriteMode.NONE ? 0 : 1);
  }

  @ParameterizedTest
  @EnumSource
  void replaceStoresOnlyWhereThereIsSomething(WriteMode mode) {
    Cache<String, String> cache = of(mode);

    assertThat(cache.replace("a", "1")).isNull();
    assertThat(cache.get("a")).isNull();
    cache.put("a", "1");
    assertThat(cache.replace("a", "2")).isEqualTo("1");

    assertThat(cache.get("a")).isEqualTo("2");
    assertWritten(mode, Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void replaceOfAValueStoresOnlyWhereItStands(WriteMode mode) {
    Cache<String, String> cache = of(mode);

    assertThat(cache.replace("a", "1", "2")).isFalse();
    cache.put("a", "1");
    assertThat(cache.replace("a", "other", "2")).isFalse();
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.replace("a", "1", "2")).isTrue();

    assertThat(cache.get("a")).isEqualTo("2");
    assertWritten(mode, Map.of("a", "2"));
  }

  @ParameterizedTest
  @EnumSource
  void removeOfAValueRemovesOnlyWhereItStands(WriteMode mode) {
    Cache<String, String> cache = of(mode);

    assertThat(cache.remove("a", "1")).isFalse();
    cache.put("a", "1");
    assertThat(cache.remove("a", "other")).isFalse();
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.remove("a", "1")).isTrue();

    assertThat(cache.get("a")).isNull();
    assertWritten(mode, Map.of());
  }

  @ParameterizedTest
  @EnumSource
  void updateStoresWhatItsFunctionMakesOfTheValue(WriteMode mode) {
    Cache<String, String> cache = of(mode);

    assertThat(cache.update("a", old -> old == null ? "1" : old + "1")).isEqualTo("1");
    assertThat(cache.update("a", old -> old == null ? "1" : old + "1")).isEqualTo("11");
    assertThat(cache.get("a")).isEqualTo("11");
    assertWritten(mode, Map.of("a", "11"));
    assertThat(cache.update("a", VerbsTest::nothing)).isNull();
    assertThat(cache.update("a", VerbsTest::nothing)).isNull();

    assertThat(cache.get("a")).isNull();
    assertWritten(mode, Map.of());
  }

  private static @Nullable String nothing(@Nullable String old) {
    return null;
  }

  private void assertWritten(WriteMode mode, Map<String, String> rows) {
    assertThat(database).isEqualTo(mode == WriteMode.NONE ? Map.of() : rows);
  }

  @Test
  void whatNoTierHasIsAskedFromTheSystemOfRecord() {
    database.put("a", "row");
    Cache<String, String> cache = writeThrough();

    assertThat(cache.putIfAbsent("a", "new")).isEqualTo("row");

    assertThat(writer.written).isEmpty();
    assertThat(cache.getIfPresent("a")).as("what was loaded is cached").isEqualTo("row");
    assertThat(loads).hasValue(1);
    assertThat(cache.replace("a", "row", "new")).isTrue();
    assertThat(loads).as("a fresh entry needs no load").hasValue(1);
  }

  @Test
  void aStaleEntryIsNotTheCurrentValueOfTheSystemOfRecord() {
    Cache<String, String> cache = builder()
        .loader(CacheLoader.oneByOne(this::load))
        .writer(writer)
        .serveStale(Duration.ofHours(1))
        .build();
    cache.put("a", "old");
    database.put("a", "changed around the cache");
    clock.addAndGet(Duration.ofMinutes(15).toNanos());

    assertThat(cache.getAndPut("a", "new")).isEqualTo("changed around the cache");
  }

  @Test
  void skippingTheSharedTierAsksTheSystemOfRecordInAnyCase() {
    Cache<String, String> cache = writeThrough();
    cache.put("a", "cached");
    database.put("a", "changed around the cache");

    assertThat(cache.with(CallOptions.ofDefaults().skipShared()).replace("a", "cached", "new"))
        .isFalse();
    assertThat(cache.getIfPresent("a")).isEqualTo("changed around the cache");
  }

  @Test
  void withoutALoaderTheCurrentRowIsNotKnown() {
    Cache<String, String> cache = builder().writer(writer).build();

    assertThatThrownBy(() -> cache.putIfAbsent("a", "1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "cache 'verbs': a write that depends on the current value needs a loader");
    assertThat(cache.with(WriteMode.NONE).putIfAbsent("a", "1")).isNull();
    assertThat(database).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPutThatComesBetweenIsSeen(WriteMode mode) {
    Cache<String, String> cache = of(mode);
    List<@Nullable String> seen = new ArrayList<>();

    String result = cache.update("a", old -> {
      seen.add(old);
      if (seen.size() == 1) {
        cache.put("a", "between");
      }
      return old + "+";
    });

    assertThat(seen).containsExactly(null, "between");
    assertThat(result).isEqualTo("between+");
    assertThat(cache.get("a")).isEqualTo("between+");
    assertWritten(mode, Map.of("a", "between+"));
  }

  @Test
  void anInvalidationThatComesBetweenMeansToReadAnew() {
    database.put("a", "0");
    Cache<String, String> cache = writeThrough();
    List<@Nullable String> seen = new ArrayList<>();

    cache.update("a", old -> {
      seen.add(old);
      if (seen.size() == 1) {
        database.put("a", "1");
        cache.invalidate("a");
      }
      return old + "+";
    });

    assertThat(seen).containsExactly("0", "1");
    assertThat(database).containsEntry("a", "1+");
  }

  @Test
  void whoeverKeepsComingBetweenWinsInTheEnd() {
    Cache<String, String> cache = of(WriteMode.NONE);
    AtomicInteger tries = new AtomicInteger();

    assertThatThrownBy(() -> cache.update("a", old -> {
          cache.put("a", "other " + tries.incrementAndGet());
          return "mine";
        }))
        .isInstanceOf(WriteConflictException.class)
        .hasMessage(
            "cache 'verbs': a key was changed by others in each of 16 tries to change it, and the last try changed nothing");

    assertThat(tries).hasValue(16);
    assertThat(cache.get("a")).isEqualTo("other 16");
  }

  @Test
  void aConflictThatTheWriterFindsMeansToReadAnew() {
    database.put("a", "1");
    Cache<String, String> cache = writeThrough();
    cache.get("a");
    database.put("a", "2"); // around the cache
    writer.failure = new WriteConflictException("version 1 is gone", null);
    List<@Nullable String> seen = new ArrayList<>();

    cache.update("a", old -> {
      if ("2".equals(old)) {
        writer.failure = null;
      }
      seen.add(old);
      return old + "+";
    });

    assertThat(seen).containsExactly("1", "2");
    assertThat(database).containsEntry("a", "2+");
    assertThat(cache.get("a")).isEqualTo("2+");
    assertThat(cache.stats().writeFailures()).isEqualTo(1);
  }

  @Test
  void aWriterThatKeepsFindingConflictsIsBelievedInTheEnd() {
    Cache<String, String> cache = writeThrough();
    WriteConflictException refused = new WriteConflictException("version 1 is gone", null);
    writer.failure = refused;

    assertThatThrownBy(() -> cache.getAndPut("a", "1"))
        .isInstanceOf(WriteConflictException.class)
        .hasMessageContaining("in each of 16 tries")
        .hasRootCause(refused);
    assertThat(writer.written).hasSize(16);
    assertThatThrownBy(() -> cache.put("a", "1"))
        .as("a plain put is not tried again")
        .isInstanceOf(WriteConflictException.class)
        .hasCause(refused);
    assertThat(writer.written).hasSize(17);
  }

  @Test
  void aFailedWriteIsNotTriedAgainAndLeavesTheKeyToTheNextRead() {
    database.put("a", "row");
    Cache<String, String> cache = writeThrough();
    cache.get("a");
    writer.failWith("disk full");

    assertThatThrownBy(() -> cache.replace("a", "new"))
        .isInstanceOf(CacheWriteException.class)
        .isNotInstanceOf(WriteConflictException.class)
        .hasRootCauseMessage("disk full");

    assertThat(writer.written).hasSize(1);
    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("row");
  }

  @ParameterizedTest
  @EnumSource
  void whatTheFunctionThrowsChangesNothingAndGivesTheLeaseBack(WriteMode mode) {
    Cache<String, String> cache = of(mode);
    cache.put("a", "1");

    assertThatThrownBy(() -> cache.update("a", old -> {
          throw new IOException("no rate for " + old);
        }))
        .isInstanceOf(IOException.class)
        .hasMessage("no rate for 1");

    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.replace("a", "2")).as("nobody waits for the lease").isEqualTo("1");
  }

  @Test
  void aFailedLoadChangesNothing() {
    Cache<String, String> cache = builder()
        .loader(CacheLoader.oneByOne(key -> {
          throw new IllegalStateException("the database is away");
        }))
        .writer(writer)
        .build();

    assertThatThrownBy(() -> cache.putIfAbsent("a", "1"))
        .isInstanceOf(CacheLoadException.class)
        .hasRootCauseMessage("the database is away");
    assertThat(writer.written).isEmpty();
  }

  @Test
  void aFunctionThatChangesItsOwnKeyIsRefused() {
    Cache<String, String> cache = of(WriteMode.NONE);

    assertThatThrownBy(() -> cache.update("a", old -> cache.getAndPut("a", "inner")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the same key");
    assertThat(cache.update("a", old -> cache.getAndPut("b", "inner") + "outer"))
        .as("another key is no trouble")
        .isEqualTo("nullouter");
  }

  @Test
  void aVerbWaitsForALoadThatIsUnderWay() {
    database.put("a", "row");
    Gate gate = new Gate();
    Cache<String, String> cache = builder()
        .loader(CacheLoader.oneByOne(key -> {
          gate.passQuietly();
          return load(key);
        }))
        .writer(writer)
        .build();
    Background<String> reader = Background.start(() -> cache.get("a"));
    gate.untilReached();
    Background<String> verb =
        Background.start(() -> cache.getAndPut("a", "new")).untilItWaits();

    assertThat(verb.isDone()).isFalse();
    gate.open();

    assertThat(reader.result()).isEqualTo("row");
    assertThat(verb.result()).isEqualTo("row");
    assertThat(cache.get("a")).isEqualTo("new");
    assertThat(loads).hasValue(1);
  }

  @Test
  void aVerbWaitsForAWriteThatIsUnderWayButNotForEver() {
    Cache<String, String> cache = writeThrough();
    Duration timeout = cache.config().leaseTimeout();
    try (WriteScope scope = cache.writing(List.of("a"))) {
      Background<String> verb =
          Background.start(() -> cache.getAndPut("a", "1")).untilItWaits();
      clock.addAndGet(timeout.toNanos());

      assertThatThrownBy(verb::result)
          .hasCauseInstanceOf(WriteConflictException.class)
          .hasMessageContaining("for PT10S, and nothing was changed");
      scope.committed();
    }
    assertThat(writer.written).isEmpty();
    assertThat(cache.getAndPut("a", "1")).isNull();
  }

  @Test
  void aCallMayWaitForLess() {
    Cache<String, String> cache = writeThrough();
    Cache<String, String> impatient =
        cache.with(CallOptions.ofDefaults().timeout(Duration.ofSeconds(2)));
    try (WriteScope scope = cache.writing(List.of("a"))) {
      Background<String> verb =
          Background.start(() -> impatient.putIfAbsent("a", "1")).untilItWaits();
      clock.addAndGet(Duration.ofSeconds(2).toNanos());

      assertThatThrownBy(verb::result)
          .hasCauseInstanceOf(CacheTimeoutException.class)
          .hasMessageContaining("for PT2S");
      scope.committed();
    }
  }

  @Test
  void anInterruptedVerbStopsWaitingAndChangesNothing() {
    Cache<String, String> cache = writeThrough();
    try (WriteScope scope = cache.writing(List.of("a"))) {
      Background<Boolean> verb = Background.start(() -> {
            assertThatThrownBy(() -> cache.getAndPut("a", "1"))
                .isInstanceOf(CacheWriteException.class)
                .hasMessageContaining("interrupted");
            return Thread.interrupted();
          })
          .untilItWaits();
      verb.interrupt();

      assertThat(verb.result()).isTrue();
      scope.committed();
    }
    assertThat(writer.written).isEmpty();
  }

  @Test
  void aReaderThatLoadedBeforeAVerbWroteStoresNothing() {
    database.put("a", "old");
    Cache<String, String> cache = writeThrough();

    String read = cache.get("a", key -> {
      clock.addAndGet(cache.config().leaseTimeout().toNanos()); // its lease runs out
      assertThat(Background.start(() -> cache.replace("a", "new")).result()).isEqualTo("old");
      return "old";
    });

    assertThat(read).isEqualTo("old");
    assertThat(cache.get("a")).isEqualTo("new");
  }

  @ParameterizedTest
  @EnumSource
  void concurrentUpdatesLoseNothing(WriteMode mode) {
    Cache<String, String> cache = of(mode);
    List<Background<Integer>> all = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      all.add(Background.start(() -> {
        for (int i = 0; i < 50; i++) {
          cache.update("count", old -> old == null ? "1" : "" + (Integer.parseInt(old) + 1));
        }
        return 50;
      }));
    }
    all.forEach(Background::result);

    assertThat(cache.get("count")).isEqualTo("200");
    assertWritten(mode, Map.of("count", "200"));
  }

  @ParameterizedTest
  @EnumSource
  void whileTheCacheIsSwitchedOffNothingIsStored(WriteMode mode) {
    Cache<String, String> cache = of(mode);
    cache.put("a", "1");
    cache.bypass(true);
    database.replace("a", "2");

    assertThat(cache.getAndPut("a", "3")).isEqualTo(mode == WriteMode.NONE ? null : "2");
    cache.bypass(false);

    assertThat(cache.getIfPresent("a")).isNull();
    assertWritten(mode, Map.of("a", "3"));
  }

  @Test
  void thatThereIsNoValueIsRememberedTooAndEndsWithTheFirst() {
    Cache<String, String> cache = builder()
        .loader(CacheLoader.oneByOne(this::load))
        .negativeCaching(NegativeCaching.of(Duration.ofMinutes(1)))
        .writer(writer)
        .build();

    assertThat(cache.replace("a", "1")).isNull();
    assertThat(cache.replace("a", "1")).isNull();
    assertThat(cache.get("a")).isNull();
    assertThat(loads).hasValue(1);
    assertThat(cache.putIfAbsent("a", "1")).isNull();

    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(database).containsEntry("a", "1");
  }

  @ParameterizedTest
  @EnumSource
  void aValueThatIsTooLargeIsWrittenAndNotStored(WriteMode mode) {
    CacheBuilder<String, String> builder = builder().maximumValueSize(3, String::length);
    Cache<String, String> cache = mode == WriteMode.NONE
        ? builder.build()
        : builder.loader(CacheLoader.oneByOne(this::load)).writer(writer).build();
    cache.put("a", "1");

    assertThat(cache.getAndPut("a", "large")).isEqualTo("1");

    assertThat(cache.getIfPresent("a")).isNull();
    assertWritten(mode, Map.of("a", "large"));
    assertThat(cache.replace("a", "2")).isEqualTo(mode == WriteMode.NONE ? null : "large");
  }

  @Test
  void whereTheCacheOwnsTheValueALowerVersionIsStoredAsByAPut() {
    ToLongFunction<String> version = Long::parseLong;
    Cache<String, String> cache = builder().version(version).build();
    cache.put("a", "5");

    assertThat(cache.replace("a", "5", "3")).isTrue();

    assertThat(cache.get("a")).isEqualTo("3");
  }
}
