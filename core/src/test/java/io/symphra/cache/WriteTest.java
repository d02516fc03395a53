package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code put}, {@code putAll} and {@code remove}, into the cache alone and through it. */
@ParameterizedClass
@EnumSource(Tiers.class)
class WriteTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>();
  private final AtomicInteger loads = new AtomicInteger();
  private final RecordingWriter writer = new RecordingWriter(database);
  private final CacheManager manager;

  WriteTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<String, String> readThrough() {
    return manager.cache("letters", String.class, String.class).loader(CacheLoader.oneByOne(key -> {
      loads.incrementAndGet();
      return database.get(key);
    }));
  }

  private Cache<String, String> writeThrough() {
    return readThrough().writer(writer).build();
  }

  @Test
  void withoutAWriterPutAndRemoveChangeTheCacheAlone() {
    database.put("a", "row");
    Cache<String, String> cache = readThrough().build();

    cache.put("a", "cached");
    assertThat(cache.get("a")).isEqualTo("cached");
    assertThat(database).containsEntry("a", "row");

    cache.remove("a");
    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("row");
    assertThat(cache.stats().writes()).isZero();
  }

  @Test
  void withoutAWriterPutAllStoresEveryEntry() {
    Cache<String, String> cache = readThrough().build();

    cache.putAll(Map.of("a", "1", "b", "2"));

    assertThat(cache.getAll(Set.of("a", "b"))).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(loads).hasValue(0);
  }

  @Test
  void withoutAWriterAPutDoesNotReachAKeyThatIsBeingWritten() {
    database.put("a", "row");
    Cache<String, String> cache = readThrough().build();

    cache.update("a", () -> {
      cache.put("a", "cached");
      return true;
    });

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("row");
  }

  @Test
  void aPutWritesThroughAndCachesTheValueAsGiven() {
    Cache<String, String> cache = writeThrough();

    cache.put("a", "new");

    assertThat(writer.written).containsExactly(Map.of("a", "new"));
    assertThat(cache.get("a")).isEqualTo("new");
    assertThat(loads).hasValue(0);
    assertThat(cache.stats().writes()).isEqualTo(1);
  }

  @Test
  void aBatchIsOneCallOfTheWriter() {
    Cache<String, String> cache = writeThrough();
    Map<String, String> entries = new LinkedHashMap<>(Map.of("a", "1", "b", "2", "c", "3"));

    cache.putAll(entries);
    cache.putAll(Map.of());

    assertThat(writer.written).containsExactly(entries);
    assertThat(cache.getAll(entries.keySet())).isEqualTo(entries);
    assertThat(loads).hasValue(0);
  }

  @Test
  void whatTheWriterSaysIsStoredIsCached() {
    Cache<String, String> cache = writeThrough();
    writer.answer = WriteResult.stored(Map.of("a", "1 (generated)"));

    cache.putAll(Map.of("a", "1", "b", "2"));

    assertThat(cache.getIfPresent("a")).isEqualTo("1 (generated)");
    assertThat(cache.getIfPresent("b")).as("left out, so it is unknown").isNull();
  }

  @Test
  void anUnknownResultLeavesTheKeyToTheNextRead() {
    Cache<String, String> cache = writeThrough();
    cache.put("a", "old");
    writer.answer = WriteResult.unknown();

    cache.put("a", "new");

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("new");
    assertThat(loads).hasValue(1);
  }

  @Test
  void removeDeletesFromTheSystemOfRecordAndTheCache() {
    Cache<String, String> cache = writeThrough();
    cache.put("a", "1");

    cache.remove("a");

    assertThat(writer.deleted).containsExactly(Set.of("a"));
    assertThat(database).isEmpty();
    assertThat(cache.get("a")).isNull();
    assertThat(cache.stats().writes()).isEqualTo(2);
  }

  @Test
  void aFailedWriteLeavesTheKeysAbsentAndTheNextReadLoads() {
    Cache<String, String> cache = writeThrough();
    cache.putAll(Map.of("a", "old", "b", "old"));
    writer.failWith("disk full");

    assertThatThrownBy(() -> cache.putAll(Map.of("a", "new", "b", "new")))
        .isInstanceOf(CacheWriteException.class)
        .hasMessageContaining("letters")
        .hasRootCauseMessage("disk full");

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.getIfPresent("b")).isNull();
    assertThat(cache.getAll(Set.of("a", "b"))).isEqualTo(Map.of("a", "old", "b", "old"));
    assertThat(cache.stats().writes()).isEqualTo(1);
    assertThat(cache.stats().writeFailures()).isEqualTo(1);
  }

  @Test
  void aFailedRemoveLeavesTheKeyAbsentToo() {
    Cache<String, String> cache = writeThrough();
    cache.put("a", "1");
    writer.failWith("locked");

    assertThatThrownBy(() -> cache.remove("a"))
        .isInstanceOf(CacheWriteException.class)
        .hasRootCauseMessage("locked");

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("1");
  }

  @Test
  void theCallerHearsWhichKeysFailed() {
    Cache<String, String> cache = writeThrough();
    IllegalStateException tooLong = new IllegalStateException("too long");
    writer.failure = new CacheWriteException("1 row refused", Map.of("b", tooLong), tooLong);

    assertThatThrownBy(() -> cache.putAll(Map.of("a", "1", "b", "2")))
        .isInstanceOfSatisfying(
            CacheWriteException.class,
            e -> assertThat(e.failures()).isEqualTo(Map.of("b", tooLong)))
        .cause()
        .hasMessage("1 row refused");
  }

  @Test
  void anInterruptedWriterLeavesTheThreadInterrupted() {
    Cache<String, String> cache = writeThrough();
    writer.failure = new InterruptedException("stop");

    assertThatThrownBy(() -> cache.put("a", "1")).isInstanceOf(CacheWriteException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void nothingIsWrittenIfTheEntryCannotBeMade() {
    Cache<String, String> cache = readThrough()
        .writer(writer)
        .maximumWeight(100, (key, value) -> value.equals("bad") ? -1 : 1)
        .build();
    cache.put("a", "old");

    assertThatThrownBy(() -> cache.put("a", "bad"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("letters");

    assertThat(writer.written).hasSize(1);
    assertThat(cache.getIfPresent("a")).isEqualTo("old");
  }

  @Test
  void whileAValueIsWrittenAReaderLoadsButKeepsNothing() {
    Cache<String, String> cache = writeThrough();
    database.put("a", "old");
    writer.meanwhile = () -> {
      assertThat(cache.get("a")).isEqualTo("old");
      assertThat(cache.get("a")).isEqualTo("old");
    };

    cache.put("a", "new");

    assertThat(loads).as("each read loaded, because none was kept").hasValue(2);
    assertThat(cache.stats().refusedFills()).isEqualTo(2);
    assertThat(cache.get("a")).isEqualTo("new");
    assertThat(loads).hasValue(2);
  }

  @Test
  void twoWritesOfOneKeyAtOnceSetNothingBecauseNobodyKnowsWhichCameLast() {
    Cache<String, String> cache = writeThrough();
    writer.meanwhile = () -> {
      writer.meanwhile = () -> {};
      Background.start(() -> {
            cache.put("a", "inner");
            return true;
          })
          .result();
    };

    cache.put("a", "outer");

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("outer");
  }

  @Test
  void anInvalidationDuringAWriteBeatsItsValue() {
    Cache<String, String> cache = writeThrough();
    writer.meanwhile = () -> cache.invalidate("a");

    cache.put("a", "new");

    assertThat(cache.getIfPresent("a")).isNull();
    assertThat(cache.get("a")).isEqualTo("new");
  }
}
