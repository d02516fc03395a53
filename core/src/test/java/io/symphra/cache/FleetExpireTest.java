package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A new time to live reaches every instance, and a shared tier that is away is no reason to guess. */
class FleetExpireTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong clock = new AtomicLong();
  private final HeapSharedTier tier =
      HeapSharedTier.builder().ticker(clock::get).build();
  private final FaultyTier faulty = new FaultyTier(tier.connect());
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1"));
  private final List<CacheManager> managers = new ArrayList<>();
  private final Cache<String, String> here = instance(faulty);
  private final Cache<String, String> there = instance(tier.connect());

  private Cache<String, String> instance(io.symphra.cache.spi.SharedTier connection) {
    CacheManager manager = CacheManager.builder()
        .ticker(clock::get)
        .executor(Runnable::run)
        .sharedTier(connection)
        .build();
    managers.add(manager);
    return manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(MINUTE).jitter(0))
        .serveStale(MINUTE)
        .loader(CacheLoader.oneByOne(database::get))
        .build();
  }

  @AfterEach
  void close() {
    faulty.recover();
    managers.forEach(CacheManager::close);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static void bringNear(Cache<String, String> cache) {
    cache.get("a");
    cache.get("a");
    assertThat(cache.entry("a").orElseThrow().tier()).isEqualTo(CacheTier.LOCAL);
  }

  @Test
  void aNewTimeReachesTheCopiesOfOtherInstances() {
    bringNear(here);
    bringNear(there);

    here.expire("a", MINUTE.multipliedBy(3));

    assertThat(there.remainingTimeToLive("a")).hasValue(MINUTE.multipliedBy(3));
    bringNear(there);
    pass(MINUTE.multipliedBy(2));
    assertThat(there.remainingTimeToLive("a")).hasValue(MINUTE);
    assertThat(there.stats().loads()).isZero();
  }

  @Test
  void whatIsExpiredHereIsRefreshedThere() {
    bringNear(here);
    bringNear(there);
    database.put("a", "2");

    here.expireNow("a");

    assertThat(there.get("a")).as("stale").isEqualTo("1");
    assertThat(there.get("a")).isEqualTo("2");
    assertThat(here.get("a")).isEqualTo("2");
  }

  @Test
  void aSharedTierThatIsAwayIsAnExceptionAndNoAnswer() {
    bringNear(there);
    faulty.goDown();

    assertThatThrownBy(() -> here.entry("a"))
        .isInstanceOf(CacheException.class)
        .hasMessage("cache 'letters': the shared tier could not be asked for an entry");
    assertThatThrownBy(() -> here.remainingTimeToLive("a")).isInstanceOf(CacheException.class);
    assertThatThrownBy(() -> here.keys("*", 1))
        .isInstanceOf(CacheException.class)
        .hasMessage("cache 'letters': the shared tier could not be asked for its keys");
    assertThat(here.stats().sharedTierFailures()).isEqualTo(3);
  }

  @Test
  void whatIsNearNeedsNoSharedTierToBeLookedAt() {
    bringNear(here);
    faulty.goDown();

    assertThat(here.remainingTimeToLive("a")).hasValue(MINUTE);
    assertThat(here.keys("*", 1)).containsExactly("a");
    assertThat(here.group("a").stats().entries()).isOne();
  }

  @Test
  void anExpiryThatTheSharedTierMayHaveMissedIsAnException() {
    bringNear(here);
    faulty.goDown();

    assertThatThrownBy(() -> here.expire("a", MINUTE))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "cache 'letters': the shared tier could not be told to expire an entry, it may go on with its old time");
    assertThatThrownBy(() -> here.expireNow("a")).isInstanceOf(CacheException.class);

    faulty.recover();
    assertThat(here.entry("a").orElseThrow().tier())
        .as("the copy went, it may have the old time")
        .isEqualTo(CacheTier.SHARED);
  }

  @Test
  void anExpiryWhoseAnswerWasLostHasHappened() {
    bringNear(here);
    bringNear(there);
    faulty.failAfterwards("expire", () -> new IllegalStateException("the answer is lost"));

    assertThatThrownBy(() -> here.expire("a", MINUTE.multipliedBy(5)))
        .isInstanceOf(CacheException.class);

    faulty.recover();
    assertThat(here.remainingTimeToLive("a")).hasValue(MINUTE.multipliedBy(5));
    assertThat(there.remainingTimeToLive("a")).hasValue(MINUTE.multipliedBy(5));
  }
}
