package io.symphra.cache.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.Background;
import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoadException;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import io.symphra.cache.FillOptions;
import io.symphra.cache.FillOutcome;
import io.symphra.cache.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader that met a flight of a warm-up took the failure, or the missing row, of the warming source for its answer. */
class BackgroundFlightTest {

  private final Gate gate = new Gate();
  private final CacheManager manager = CacheManager.builder().build();
  private final Cache<String, String> cache = manager
      .cache("letters", String.class, String.class)
      .loader(CacheLoader.oneByOne(key -> "row"))
      .build();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aReaderLoadsItselfWhenTheWarmingSourceFails() {
    Background<Map<String, FillOutcome>> warming = Background.start(() -> cache.fill(
        List.of("a"),
        keys -> {
          gate.pass();
          throw new IOException("the file is gone");
        },
        FillOptions.ofDefaults()));
    gate.untilReached();
    Background<String> reader = Background.start(() -> cache.get("a")).untilItWaits();
    gate.open();

    assertThatThrownBy(warming::result).cause().isInstanceOf(CacheLoadException.class);
    assertThat(reader.result()).isEqualTo("row");
  }

  @Test
  void aReaderLoadsItselfWhenTheWarmingSourceHasNoSuchKey() {
    Background<Map<String, FillOutcome>> warming = Background.start(() -> cache.fill(
        List.of("a"),
        keys -> {
          gate.pass();
          return Map.of();
        },
        FillOptions.ofDefaults()));
    gate.untilReached();
    Background<String> reader = Background.start(() -> cache.get("a")).untilItWaits();
    gate.open();

    assertThat(warming.result()).isEqualTo(Map.of("a", FillOutcome.ABSENT));
    assertThat(reader.result()).isEqualTo("row");
  }

  @Test
  void aReaderTakesWhatTheWarmUpStored() {
    Background<Map<String, FillOutcome>> warming = Background.start(() -> cache.fill(
        List.of("a"),
        keys -> {
          gate.pass();
          return Map.of("a", "warm");
        },
        FillOptions.ofDefaults()));
    gate.untilReached();
    Background<String> reader = Background.start(() -> cache.get("a")).untilItWaits();
    gate.open();

    assertThat(warming.result()).isEqualTo(Map.of("a", FillOutcome.FILLED));
    assertThat(reader.result()).isEqualTo("warm");
    assertThat(cache.stats().loads()).isEqualTo(1);
  }
}
