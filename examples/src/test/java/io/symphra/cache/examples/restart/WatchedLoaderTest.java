package io.symphra.cache.examples.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.Cache;
import io.symphra.cache.CacheLoader;
import io.symphra.cache.CacheManager;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WatchedLoaderTest {

  private final WatchedLoader<String> loader =
      new WatchedLoader<>(CacheLoader.oneByOne(key -> key));

  @Test
  void aKeyThatWasNotLoadedSinceTheRequestBeganIsAHit() throws Exception {
    loader.loadAll(Set.of("a"));

    assertThat(loader.howAnswered("a", System.nanoTime())).isEqualTo(Answer.HIT);
    assertThat(loader.howAnswered("never loaded", System.nanoTime())).isEqualTo(Answer.HIT);
  }

  @Test
  void aKeyThatThisThreadLoadedWasItsQuery() throws Exception {
    long begun = System.nanoTime();
    loader.loadAll(Set.of("a"));

    assertThat(loader.howAnswered("a", begun)).isEqualTo(Answer.LOADED);
  }

  @Test
  void aKeyThatAnotherThreadLoadedMeanwhileWasWaitedFor() {
    long begun = System.nanoTime();
    CompletableFuture.runAsync(() -> {
          try {
            loader.loadAll(Set.of("a"));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        })
        .join();

    assertThat(loader.howAnswered("a", begun)).isEqualTo(Answer.JOINED);
    assertThat(loader.howAnswered("a", System.nanoTime())).isEqualTo(Answer.HIT);
  }

  @Test
  void aLoaderThatNeedsAContextGetsIt() {
    WatchedLoader<String> watched = new WatchedLoader<>(CacheLoader.withContext((keys, context) -> {
      context.timeToLive("a", Duration.ofMinutes(7));
      return Map.of("a", "1");
    }));
    try (CacheManager caches = CacheManager.builder().ticker(() -> 0).build()) {
      Cache<String, String> cache =
          caches.cache("watched", String.class, String.class).loader(watched).build();

      assertThat(cache.get("a")).isEqualTo("1");

      assertThat(cache.remainingTimeToLive("a")).hasValue(Duration.ofMinutes(7));
      assertThat(watched.calls()).isEqualTo(1);
    }
  }

  @Test
  void countsCallsWhateverTheirSize() throws Exception {
    loader.loadAll(Set.of("a", "b"));
    loader.loadAll(Set.of("a"));

    assertThat(loader.calls()).isEqualTo(2);
  }
}
