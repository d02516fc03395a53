package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.event.HitEvent;
import io.symphra.cache.event.MissEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Hits and misses, which only a listener hears of that asks for a sample. */
@ParameterizedClass
@EnumSource(Tiers.class)
class SampledReadsTest {

  private final AtomicLong clock = new AtomicLong();
  private final Later later = new Later();
  private final CacheManager manager;
  private final Cache<String, String> cache;

  SampledReadsTest(Tiers tiers) {
    manager = tiers.manager(clock::get, later);
    cache = manager
        .cache("letters", String.class, String.class)
        .eventQueueSize(1_000_000)
        .serveStale(Duration.ofDays(1))
        .loader(CacheLoader.oneByOne(key -> key.equals("gone") ? null : "v"))
        .build();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Reads in every way there is. */
  private void readAround() {
    cache.get("a");
    cache.get("a");
    cache.get("a");
    cache.get("b", key -> "aside");
    cache.get("b", key -> "aside");
    cache.getIfPresent("a");
    cache.getIfPresent("none");
    cache.get("gone");
    cache.getAll(List.of("a", "b", "c", "gone"));
    Cache<String, String> exact = cache.with(CallOptions.ofDefaults().skipLocal());
    exact.get("a");
    exact.get("d");
    exact.getIfPresent("none");
    cache.with(ReadStrategy.CACHE_ASIDE).getAll(List.of("a", "none"));
    clock.addAndGet(Duration.ofHours(1).toNanos()); // stale
    cache.get("a");
    cache.put("e", "v");
    cache.getAll(List.of("a", "e"));
    later.runAll();
  }

  @Test
  void whoAsksForAllHearsOfEachAsTheStatisticsCountThem() {
    Ear ear = new Ear(1);
    cache.addListener(ear);

    readAround();

    CacheStats stats = cache.stats();
    assertThat(ear.hits).hasSize((int) stats.hits());
    assertThat(ear.hits.stream().filter(HitEvent::shared)).hasSize((int) stats.sharedHits());
    assertThat(ear.misses).hasSize((int) stats.misses());
    assertThat(ear.hits).extracting(HitEvent::key).contains("a", "b", "e").doesNotContain("none");
    assertThat(ear.misses).extracting(MissEvent::key).contains("a", "b", "c", "gone", "none");
    assertThat(stats.hits()).isGreaterThan(8);
    assertThat(stats.misses()).isGreaterThan(6);
  }

  @Test
  void whoAsksForNoneHearsOfNone() {
    Ear ear = new Ear();
    cache.addListener(ear);

    readAround();

    assertThat(ear.hits).isEmpty();
    assertThat(ear.misses).isEmpty();
    assertThat(ear.loads).isNotEmpty();
  }

  @Test
  void nothingIsSampledWhenWhoAskedIsGone() {
    Ear none = new Ear();
    Ear all = new Ear(1);
    cache.addListener(none);
    cache.addListener(all);
    cache.removeListener(all);
    cache.get("a");
    later.runAll();
    cache.get("a");

    assertThat(later.isIdle()).isTrue();
    assertThat(all.heard).isEmpty();
  }

  /** The bounds are more than six standard deviations away. */
  @Test
  void eachHearsOfItsOwnShare() {
    Ear often = new Ear(10);
    Ear rarely = new Ear(100);
    Ear never = new Ear();
    List.of(often, rarely, never).forEach(cache::addListener);
    cache.get("a");
    cache.get("a");

    for (int i = 0; i < 100_000; i++) {
      cache.get("a");
    }
    later.runAll();

    assertThat(often.hits.size()).isBetween(9_400, 10_600);
    assertThat(rarely.hits.size()).isBetween(800, 1_200);
    assertThat(never.hits).isEmpty();
    assertThat(cache.stats().droppedEvents()).isZero();
  }

  @Test
  void aBatchIsSampledKeyByKey() {
    Ear ear = new Ear(1);
    cache.putAll(Map.of("a", "v", "b", "v"));
    cache.addListener(ear);

    cache.getAll(List.of("a", "b", "c"));
    later.runAll();

    assertThat(ear.hits).extracting(HitEvent::key).containsExactlyInAnyOrder("a", "b");
    assertThat(ear.misses).extracting(MissEvent::key).containsExactly("c");
  }
}
