package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.spi.ChangeListener;
import io.symphra.cache.spi.SharedCache;
import io.symphra.cache.spi.SharedCacheConfig;
import io.symphra.cache.spi.SharedTier;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shared tier that takes its time, or fails, when a cache is opened. */
class CacheBuildingTest {

  private final Gate gate = new Gate();
  private final OpeningTier tier = new OpeningTier();
  private final CacheManager manager = CacheManager.builder().sharedTier(tier).build();

  @AfterEach
  void close() {
    gate.open();
    manager.close();
  }

  private Cache<String, String> build(String name) {
    return manager.cache(name, String.class, String.class).build();
  }

  @Test
  void aTierThatIsSlowForOneCacheHoldsUpNoOther() {
    Background<Cache<String, String>> slow = Background.start(() -> build("slow"));
    gate.untilReached();

    Cache<String, String> other = build("other");
    assertThat(manager.caches()).containsExactly(other);
    assertThat(manager.find("slow", String.class, String.class)).isEmpty();
    gate.open();

    Cache<String, String> built = slow.result();
    assertThat(manager.caches()).contains(built);
    assertThat(manager.find("slow", String.class, String.class)).containsSame(built);
  }

  @Test
  void aNameIsTakenWhileItsCacheIsBuilt() {
    Background<Cache<String, String>> slow = Background.start(() -> build("slow"));
    gate.untilReached();

    assertThatThrownBy(() -> build("slow"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cache 'slow' exists already");
    assertThatThrownBy(() -> manager.cache("slow", Long.class, String.class).build())
        .isInstanceOf(IllegalArgumentException.class);
    gate.open();

    assertThat(slow.result().name()).isEqualTo("slow");
  }

  @Test
  void aManagerThatIsClosedMeanwhileLeavesNoCacheOpen() {
    Background<Cache<String, String>> slow = Background.start(() -> build("slow"));
    gate.untilReached();

    manager.close();
    gate.open();

    assertThatThrownBy(slow::result)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CacheClosedException.class);
    assertThat(manager.caches()).isEmpty();
  }

  @Test
  void aNameIsFreeAgainWhenBuildingFailed() {
    tier.failing = true;
    assertThatThrownBy(() -> build("a")).hasMessage("no such server");
    tier.failing = false;

    assertThat(build("a").name()).isEqualTo("a");
  }

  private final class OpeningTier implements SharedTier {

    private final SharedTier sound = HeapSharedTier.create().connect();
    private volatile boolean failing;

    @Override
    public <K, V> SharedCache<K, V> open(
        SharedCacheConfig<K, V> config, ChangeListener<K> listener) {
      if (failing) {
        throw new IllegalStateException("no such server");
      }
      if (config.name().equals("slow")) {
        gate.passQuietly();
      }
      return sound.open(config, listener);
    }

    @Override
    public void close() {
      sound.close();
    }
  }
}
