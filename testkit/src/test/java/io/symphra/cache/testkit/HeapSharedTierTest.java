package io.symphra.cache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symphra.cache.HeapSharedTier;
import io.symphra.cache.spi.SharedTier;
import io.symphra.cache.testkit.internal.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tier in the heap keeps the contract, and its bound. */
class HeapSharedTierTest extends SharedCacheContract {

  private final FakeTicker ticker = new FakeTicker(Duration.ofSeconds(-1).toNanos());
  private final HeapSharedTier heap =
      HeapSharedTier.builder().ticker(ticker).maximumEntries(100_000).build();

  @Override
  public SharedTier connect() {
    return heap.connect();
  }

  @Override
  public void advance(Duration time) {
    ticker.advance(time);
  }

  @Test
  void holdsNoMoreThanItsMaximumAndSaysWhatItLetGo() {
    HeapSharedTier small =
        HeapSharedTier.builder().ticker(ticker).maximumEntries(10).build();
    Instance instance = Instance.open(small.connect(), "small");
    List<String> keys = IntStream.range(0, 1_000).mapToObj(i -> "k" + i).toList();
    keys.forEach(key -> instance.cache().put(Map.of(key, entry("1"))));

    List<String> left = List.copyOf(instance.cache().get(keys).keySet());
    assertThat(left).hasSizeBetween(1, 10);
    assertThat(instance.heard().nothing()).isFalse();
    instance.heard().forget();
    for (int i = 0; i < 3_000; i++) {
      String other = "other " + i % 1_000;
      instance.cache().put(Map.of(other, entry("1")));
      instance.cache().get(List.of(other));
    }
    List<String> gone = new ArrayList<>(left);
    gone.removeAll(instance.cache().get(left).keySet());
    assertThat(gone).isNotEmpty().allMatch(instance.heard()::of);
    instance.close();
  }

  @Test
  void aMaximumBelowOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeapSharedTier.builder().maximumEntries(0))
        .withMessageContaining("maximumEntries")
        .withMessageContaining("0");
  }

  @Test
  void theTierMadeWithoutSettingsRunsOnTheClockOfTheJvm() {
    Instance instance = Instance.open(HeapSharedTier.create().connect(), "plain");

    instance.cache().put(Map.of("a", entry("1")));

    assertThat(instance.cache().get(List.of("a"))).containsOnlyKeys("a");
    instance.close();
  }
}
