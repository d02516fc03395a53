package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A weigher is asked before a write begins, and when the entry is stored. */
class WeigherTest {

  private final CacheManager manager = CacheManager.builder().build();
  private final AtomicInteger asked = new AtomicInteger();
  private int weight = 3;

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<Integer, String> numbers() {
    return manager
        .cache("numbers", Integer.class, String.class)
        .maximumWeight(1_000_000, (key, value) -> {
          asked.incrementAndGet();
          return weight;
        });
  }

  @Test
  void beforeAPutAndWhenItIsStored() {
    Cache<Integer, String> cache = numbers().build();

    cache.put(1, "v");

    assertThat(asked).hasValue(2);
    assertThat(cache.entry(1).orElseThrow().weight()).isEqualTo(3);
    cache.put(1, "w");
    assertThat(asked).hasValue(4);
  }

  @Test
  void afterALoadAndWhenItIsStored() {
    Cache<Integer, String> cache =
        numbers().loader(CacheLoader.oneByOne(key -> "v" + key)).build();

    cache.get(1);
    cache.get(1);
    assertThat(asked).hasValue(2);
    cache.getAll(List.of(1, 2, 3));

    assertThat(asked).hasValue(6);
  }

  @Test
  void forEachOfMany() {
    Cache<Integer, String> cache = numbers().build();
    Map<Integer, String> many = new HashMap<>();
    IntStream.range(0, 5_000).forEach(key -> many.put(key, "v"));

    cache.putAll(many);

    assertThat(cache.group("").stats().weight()).isEqualTo(15_000);
  }

  @Test
  void aNewTimeToLiveAsksNobody() {
    Cache<Integer, String> cache = numbers().build();
    cache.put(1, "v");

    cache.expire(1, java.time.Duration.ofDays(1));

    assertThat(asked).hasValue(2);
    assertThat(cache.entry(1).orElseThrow().weight()).isEqualTo(3);
  }

  @Test
  void aWeigherThatFailsStopsAWriteBeforeItBegins() {
    RecordingWriter writer = new RecordingWriter(new HashMap<>());
    Cache<String, String> cache = manager
        .cache("letters", String.class, String.class)
        .maximumWeight(100, (key, value) -> -1)
        .writer(writer)
        .build();

    assertThatThrownBy(() -> cache.put("a", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'letters': the weigher must not answer less than 0, answered -1");
    assertThat(writer.written).isEmpty();
  }

  @Test
  void aWeigherThatFailsKeepsALoadedValueOutAndIsTheReadersError() {
    Cache<Integer, String> cache =
        numbers().loader(CacheLoader.oneByOne(key -> "v" + key)).build();
    weight = -1;

    assertThatThrownBy(() -> cache.get(1))
        .hasStackTraceContaining("the weigher must not answer less than 0, answered -1");
    assertThat(cache.entry(1)).isEmpty();
    weight = 3;
    assertThat(cache.get(1)).isEqualTo("v1");
  }

  @Test
  void aWeigherThatFailsOnlyWhenTheValueIsStoredLosesTheEntryAndNothingElse() {
    RecordingWriter writer = new RecordingWriter(new HashMap<>());
    Cache<String, String> cache = manager
        .cache("letters", String.class, String.class)
        .maximumWeight(100, (key, value) -> asked.incrementAndGet() == 2 ? -1 : 1)
        .writer(writer)
        .build();

    cache.put("a", "1");

    assertThat(writer.written).hasSize(1);
    assertThat(cache.getIfPresent("a")).isNull();
  }
}
