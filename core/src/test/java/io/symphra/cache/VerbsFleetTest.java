package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that depend on the current value, by two instances; and with a shared tier that fails. */
class VerbsFleetTest {

  private final Map<String, String> database = new ConcurrentHashMap<>();
  private final HeapSharedTier store = HeapSharedTier.create();
  private final FaultyTier faulty = new FaultyTier(store.connect());
  private final CacheManager here = CacheManager.builder().sharedTier(faulty).build();
  private final CacheManager there =
      CacheManager.builder().sharedTier(store.connect()).build();

  @AfterEach
  void close() {
    faulty.recover();
    here.close();
    there.close();
  }

  private Cache<String, String> on(CacheManager manager, WriteMode mode) {
    CacheBuilder<String, String> builder = manager.cache("fleet", String.class, String.class);
    return mode == WriteMode.NONE
        ? builder.build()
        : builder
            .loader(CacheLoader.oneByOne(database::get))
            .writer(new RecordingWriter(database))
            .build();
  }

  @ParameterizedTest
  @EnumSource
  void updatesOfTwoInstancesLoseNothing(WriteMode mode) {
    List<Cache<String, String>> instances = List.of(on(here, mode), on(there, mode));
    List<Background<Integer>> all = new ArrayList<>();
    instances.forEach(cache -> all.add(Background.start(() -> {
      for (int i = 0; i < 60; i++) {
        cache.update("count", old -> old == null ? "1" : "" + (Integer.parseInt(old) + 1));
        cache.get("count");
      }
      return 60;
    })));
    all.forEach(Background::result);

    instances.forEach(cache -> assertThat(cache.get("count")).isEqualTo("120"));
    assertThat(database).isEqualTo(mode == WriteMode.NONE ? Map.of() : Map.of("count", "120"));
  }

  @Test
  void theOtherInstanceSeesTheChangeAtOnce() {
    Cache<String, String> mine = on(here, WriteMode.WRITE_THROUGH);
    Cache<String, String> other = on(there, WriteMode.WRITE_THROUGH);
    mine.put("a", "1");
    other.get("a");

    assertThat(mine.replace("a", "1", "2")).isTrue();
    assertThat(other.get("a")).isEqualTo("2");
    assertThat(other.getAndRemove("a")).isEqualTo("2");
    assertThat(mine.get("a")).isNull();
  }

  @Test
  void aPutOfAnotherInstanceWhileTheFunctionRunsIsSeen() {
    Cache<String, String> mine = on(here, WriteMode.NONE);
    Cache<String, String> other = on(there, WriteMode.NONE);
    mine.put("a", "1");
    AtomicInteger tries = new AtomicInteger();

    assertThat(mine.update("a", old -> {
          if (tries.incrementAndGet() == 1) {
            other.put("a", "2");
          }
          return old + "+";
        }))
        .isEqualTo("2+");
    assertThat(tries).hasValue(2);
  }

  @Test
  void withoutTheSharedTierNothingIsChanged() {
    Cache<String, String> cache = on(here, WriteMode.WRITE_THROUGH);
    for (String step : List.of("lease", "get", "upgrade")) {
      faulty.fail(step, () -> new IllegalStateException("the server is away"));

      assertThatThrownBy(() -> cache.putIfAbsent("a", "1"))
          .as(step)
          .isInstanceOf(CacheWriteException.class)
          .hasMessageContaining("cache 'fleet'")
          .hasRootCauseMessage("the server is away");
      faulty.recover();
    }

    assertThat(database).isEmpty();
    assertThat(cache.putIfAbsent("a", "1")).as("no lease and no fence is left").isNull();
    assertThat(cache.getIfPresent("a")).isEqualTo("1");
  }

  @Test
  void anUpgradeWhoseAnswerIsLostLeavesNoFence() {
    Cache<String, String> cache = on(here, WriteMode.WRITE_THROUGH);
    faulty.failAfterwards("upgrade", () -> new IllegalStateException("the answer is lost"));

    assertThatThrownBy(() -> cache.getAndPut("a", "1"))
        .isInstanceOf(CacheWriteException.class)
        .hasMessageContaining("the fence could not be raised, nothing was written");
    faulty.recover();

    assertThat(database).isEmpty();
    assertThat(cache.getAndPut("a", "1")).isNull();
    assertThat(cache.getIfPresent("a")).as("no fence was in its way").isEqualTo("1");
  }

  @Test
  void aFillWhoseAnswerIsLostMayHaveBeenMade() {
    Cache<String, String> cache = on(here, WriteMode.NONE);
    faulty.failAfterwards("fill", () -> new IllegalStateException("the answer is lost"));

    assertThatThrownBy(() -> cache.getAndPut("a", "1"))
        .isInstanceOf(CacheWriteException.class)
        .hasMessageContaining("it may hold the old value or the new one");
    faulty.recover();

    assertThat(cache.getAndPut("a", "2")).isEqualTo("1");
  }
}
