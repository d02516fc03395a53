package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shared tier that cannot be reached. */
class SharedTierFailureTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "2"));
  private final RecordingWriter writer = new RecordingWriter(database);
  private final FaultyTier tier =
      new FaultyTier(HeapSharedTier.builder().ticker(clock::get).build().connect());
  private final CacheManager manager =
      CacheManager.builder().ticker(clock::get).sharedTier(tier).build();
  private final Cache<String, String> cache = manager
      .cache("letters", String.class, String.class)
      .loader(CacheLoader.oneByOne(database::get))
      .writer(writer)
      .build();

  @AfterEach
  void close() {
    tier.recover();
    manager.close();
  }

  @Test
  void aReaderGoesOnWithoutIt() {
    tier.goDown();

    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.getAll(List.of("a", "b"))).isEqualTo(database);
    assertThat(cache.getIfPresent("a")).as("nothing is kept").isNull();
    assertThat(cache.stats().sharedTierFailures()).isGreaterThan(3);
    assertThat(cache.stats().loadFailures()).isZero();
  }

  @Test
  void aFillLoadsNothingWithoutIt() {
    tier.goDown();

    assertThatThrownBy(
            () -> cache.fill(List.of("a"), keys -> Map.of("a", "1"), FillOptions.ofDefaults()))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "cache 'letters': the shared tier could not be asked for leases, nothing was loaded");
    tier.recover();

    assertThat(cache.get("a")).as("no flight is left behind").isEqualTo("1");
  }

  @Test
  void whatStandsInTheLocalTierIsAnswered() {
    cache.get("a");
    cache.get("a");
    tier.goDown();
    database.clear();

    assertThat(cache.get("a")).isEqualTo("1");
  }

  @Test
  void aWriteThatCannotRaiseItsFenceDoesNotHappen() {
    tier.goDown();

    assertThatThrownBy(() -> cache.put("a", "new"))
        .isInstanceOf(CacheWriteException.class)
        .hasMessage("cache 'letters': the fence could not be raised, nothing was written");
    assertThatThrownBy(() -> cache.writing(Set.of("a"))).isInstanceOf(CacheWriteException.class);

    assertThat(writer.written).isEmpty();
    assertThat(cache.stats().sharedTierFailures()).isEqualTo(2);
  }

  @Test
  void aWriteWhoseFenceCannotBeLoweredHasHappenedAllTheSame() {
    writer.meanwhile = tier::goDown;

    cache.put("a", "new");

    assertThat(database).containsEntry("a", "new");
    assertThat(cache.stats().writes()).isEqualTo(1);
    tier.recover();
    assertThat(cache.get("a")).isEqualTo("new");
  }
}
