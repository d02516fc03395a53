package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A bounded walk over what the local tier holds. */
@ParameterizedClass
@EnumSource(Tiers.class)
class EntriesTest {

  private final AtomicLong clock = new AtomicLong();
  private final CacheManager manager;
  private final Cache<Integer, String> cache;

  EntriesTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
    cache = manager.cache("entries", Integer.class, String.class).build();
  }

  @BeforeEach
  void fill() {
    IntStream.range(0, 100).forEach(key -> {
      cache.put(key, "value " + key);
      cache.get(key);
    });
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givesEveryEntryOnce() {
    List<CacheEntry<Integer, String>> entries = cache.entries(1_000);

    assertThat(entries)
        .extracting(CacheEntry::key)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
    assertThat(entries)
        .allSatisfy(entry -> assertThat(entry.value()).isEqualTo("value " + entry.key()));
  }

  @Test
  void givesNoMoreThanItMay() {
    assertThat(cache.entries(7)).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void givesNothingThatIsGoneOrExpired() {
    cache.invalidate(3);
    assertThat(cache.entries(1_000)).hasSize(99);

    clock.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(cache.entries(1_000)).isEmpty();
  }

  @Test
  void aWalkIsNotARead() {
    long hits = cache.stats().hits();

    cache.entries(1_000);

    assertThat(cache.stats().hits()).isEqualTo(hits);
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> cache.entries(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'entries': limit must be at least 1, was 0");
    cache.close();
    assertThatThrownBy(() -> cache.entries(1)).isInstanceOf(CacheClosedException.class);
  }
}
