package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stale entries of the shared tier that the local tier has no room for. */
class StaleBeyondLocalTest {

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final Later later = new Later();
  private final CacheManager manager = Tiers.LOCAL_AND_SHARED.manager(clock::get, later);
  private final Cache<String, String> cache = manager
      .cache("letters", String.class, String.class)
      .timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0))
      .serveStale(Duration.ofMinutes(10))
      .maximumWeight(1, (key, value) -> 2)
      .loader(CacheLoader.oneByOne(key -> load()))
      .build();
  private boolean down;

  @AfterEach
  void close() {
    manager.close();
  }

  private String load() {
    int load = loads.incrementAndGet();
    if (down) {
      throw new IllegalStateException("down");
    }
    return String.valueOf(load);
  }

  private void givenAStaleEntry() {
    cache.get("a");
    assertThat(cache.stats().size()).isZero();
    clock.addAndGet(Duration.ofMinutes(2).toNanos());
  }

  @Test
  void oneReaderRefreshesInTheBackground() {
    givenAStaleEntry();

    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(cache.get("a")).isEqualTo("1");
    assertThat(loads).hasValue(1);
    later.runAll();

    assertThat(cache.get("a")).isEqualTo("2");
    assertThat(cache.get("a")).isEqualTo("2");
    later.runAll();
    assertThat(loads).hasValue(2);
    assertThat(cache.stats().refreshes()).isEqualTo(1);
  }

  @Test
  void aFailedRefreshIsTriedAgainASecondLaterAndNotEarlier() {
    givenAStaleEntry();
    down = true;
    cache.get("a");
    later.runAll();
    assertThat(loads).hasValue(2);

    clock.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(cache.get("a")).isEqualTo("1");
    later.runAll();
    assertThat(loads).as("not yet").hasValue(2);

    clock.addAndGet(Duration.ofMillis(1).toNanos());
    assertThat(cache.get("a")).isEqualTo("1");
    later.runAll();
    assertThat(loads).hasValue(3);
  }
}
