package io.symphra.cache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.TypeRef;
import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens between the steps of one call. */
class HeapSharedCacheTest {

  /** Guards after whose next step something else happens. */
  private static final class Guards extends ConcurrentHashMap<String, Guard> {

    private static final long serialVersionUID = 1;

    private transient Runnable afterNextStep = () -> {};

    @Override
    public Guard compute(
        String key, BiFunction<? super String, ? super Guard, ? extends Guard> step) {
      Guard guard = super.compute(key, step);
      Runnable next = afterNextStep;
      afterNextStep = () -> {};
      next.run();
      return guard;
    }
  }

  private static final ChangeListener<String> DEAF = new ChangeListener<>() {
    @Override
    public void changed(String key) {}

    @Override
    public void allChanged() {}
  };

  private static StoredEntry<Long> entry(long value) {
    return new StoredEntry<>(
        value, 0, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO, OptionalLong.empty());
  }

  static Stream<Consumer<HeapSharedCache<String, Long>>> waysToLetAllGo() {
    return Stream.of(HeapSharedCache::clear, cache -> cache.invalidateMatching(new Glob("*")));
  }

  @ParameterizedTest
  @MethodSource("waysToLetAllGo")
  void whatComesAfterAKeyWasLetGoStays(Consumer<HeapSharedCache<String, Long>> letAllGo) {
    Guards guards = new Guards();
    EntryStore<String, Long> values =
        new EntryStore<>(EntryPolicy.ofSize(10), () -> 0, Runnable::run, (key, cause) -> {});
    HeapSharedCache<String, Long> cache = new HeapSharedCache<>(
        new HeapSpace<>(guards, values, new CopyOnWriteArrayList<>()),
        DEAF,
        KeyCodecs.of("test", TypeRef.of(String.class)),
        0,
        new GuardRules(),
        () -> 0,
        () -> {});
    cache.put(Map.of("a", entry(1)));
    var lease = cache.lease(Set.of("a"), Duration.ofSeconds(10), Long.MAX_VALUE);
    assertThat(lease).as("a lease beside the value").containsKey("a");

    guards.afterNextStep = () -> cache.put(Map.of("a", entry(2)));
    letAllGo.accept(cache);

    assertThat(cache.get(List.of("a")).get("a").value()).isEqualTo(2);
  }
}
