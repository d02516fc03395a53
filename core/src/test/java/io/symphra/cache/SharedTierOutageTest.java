package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.event.WriteEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes and invalidations while the shared tier is away, and what is made up for when it is back. */
class SharedTierOutageTest {

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "1"));
  private final HeapSharedTier heap =
      HeapSharedTier.builder().ticker(clock::get).build();
  private final NoticeTier notices = new NoticeTier(heap.connect());
  private final FaultyTier tier = new FaultyTier(notices);
  private final CacheManager here = manager(tier);
  private final CacheManager there = manager(heap.connect());
  private final Ear ear = new Ear();
  private final Cache<String, String> cache =
      builder(here).whenSharedTierIsDown(SharedTierOutage.PROCEED).listener(ear).build();
  private final Cache<String, String> other = builder(there).build();

  private CacheManager manager(io.symphra.cache.spi.SharedTier shared) {
    return CacheManager.builder().ticker(clock::get).sharedTier(shared).build();
  }

  private CacheBuilder<String, String> builder(CacheManager manager) {
    return manager
        .cache("letters", String.class, String.class)
        .loader(CacheLoader.oneByOne(database::get))
        .writer(new RecordingWriter(database));
  }

  @BeforeEach
  void fill() {
    other.get("a");
    other.get("b");
  }

  @AfterEach
  void close() {
    tier.recover();
    here.close();
    there.close();
  }

  private void awaitThat(String key, String value) {
    await().untilAsserted(() -> assertThat(other.get(key)).isEqualTo(value));
  }

  @Test
  void aWriteProceedsWithoutAFenceAndIsMadeUpFor() {
    tier.goDown();

    cache.put("a", "2");

    assertThat(database).containsEntry("a", "2");
    assertThat(cache.get("a")).as("on this instance at once").isEqualTo("2");
    assertThat(other.get("a")).as("another instance still has the tier's").isEqualTo("1");
    tier.recover();
    awaitThat("a", "2");
    assertThat(cache.stats().unfencedWrites()).isEqualTo(1);
    assertThat(cache.stats().writes()).isEqualTo(1);
    await()
        .untilAsserted(
            () -> assertThat(ear.writes).extracting(WriteEvent::fenced).containsExactly(false));
  }

  @Test
  void soDoTheOtherWaysToWrite() {
    tier.goDown();

    cache.update("a", () -> database.put("a", "2"));
    cache.remove("b");

    tier.recover();
    awaitThat("a", "2");
    awaitThat("b", null);
  }

  @Test
  void whatIsOwedIsNotReadHereBeforeItIsPaid() {
    tier.fail("fence", () -> new IllegalStateException("the server is away"));
    tier.fail("release", () -> new IllegalStateException("the server is away"));
    tier.fail("invalidate", () -> new IllegalStateException("the server is away"));

    cache.put("a", "2");

    assertThat(cache.get("a")).as("the tier answers, but with the old value").isEqualTo("2");
    assertThat(cache.getAll(Set.of("a", "b"))).isEqualTo(database);
  }

  @Test
  void aFenceThatCouldNotBeLoweredIsMadeUpForToo() {
    Cache<String, String> failing = here.cache("others", String.class, String.class)
        .loader(CacheLoader.oneByOne(database::get))
        .writer(new RecordingWriter(database))
        .build();
    tier.fail("release", () -> new IllegalStateException("the server is away"));

    failing.put("a", "2");

    tier.recover();
    await().untilAsserted(() -> {
      failing.get("a");
      assertThat(failing.getIfPresent("a")).as("nothing keeps it out any more").isEqualTo("2");
    });
  }

  @Test
  void anInvalidationProceeds() {
    tier.goDown();
    database.put("a", "2");

    cache.invalidate("a");

    assertThat(cache.get("a")).isEqualTo("2");
    tier.recover();
    awaitThat("a", "2");
  }

  @Test
  void anInvalidationByPatternClearsTheCacheInTheEnd() {
    tier.goDown();
    database.put("a", "2");

    cache.invalidateMatching("a*");

    tier.recover();
    awaitThat("a", "2");
  }

  @Test
  void whoWantsToBeToldIsToldAndItIsMadeUpForAllTheSame() {
    Cache<String, String> strict = here.cache("strict", String.class, String.class)
        .loader(CacheLoader.oneByOne(database::get))
        .build();
    Cache<String, String> elsewhere = there
        .cache("strict", String.class, String.class)
        .loader(CacheLoader.oneByOne(database::get))
        .build();
    elsewhere.get("a");
    tier.goDown();
    database.put("a", "2");

    assertThatThrownBy(() -> strict.invalidate("a")).isInstanceOf(CacheException.class);

    tier.recover();
    await().untilAsserted(() -> assertThat(elsewhere.get("a")).isEqualTo("2"));
  }

  @Test
  void whatCannotBeDoneWithoutTheTierFails() {
    tier.goDown();

    assertThatThrownBy(() -> cache.replace("a", "2")).isInstanceOf(CacheWriteException.class);
    assertThatThrownBy(() -> cache.with(WriteMode.NONE).put("a", "2"))
        .isInstanceOf(CacheWriteException.class);
    assertThatThrownBy(() -> cache.with(WriteMode.NONE).remove("a"))
        .isInstanceOf(CacheException.class);
    assertThat(database).containsEntry("a", "1");
  }

  @Test
  void aTierThatForgotTheLastMinuteIsTold() {
    other.invalidate("a");
    database.put("a", "0");
    other.get("a"); // what the older state of the server will have
    cache.update("a", () -> database.put("a", "2"));
    bringBack("a", "0");
    assertThat(other.with(CallOptions.ofDefaults().skipLocal()).get("a")).isEqualTo("0");

    notices.reconnect();

    assertThat(cache.get("a")).as("told before it is read").isEqualTo("2");
    awaitThat("a", "2");
  }

  @Test
  void withoutAReadItIsToldAsWell() {
    cache.update("a", () -> database.put("a", "2"));
    bringBack("a", "1");

    notices.reconnect();

    awaitThat("a", "2");
  }

  @Test
  void whatWasLetGoLongBeforeIsLeftAlone() {
    cache.update("a", () -> database.put("a", "2"));
    clock.addAndGet(Duration.ofSeconds(61).toNanos());
    bringBack("a", "a restored value");
    bringBack("b", "1");

    notices.reconnect();

    assertThat(cache.get("a")).isEqualTo("a restored value");
  }

  @Test
  void closingPaysWhatCanBePaid() {
    tier.goDown();
    cache.put("a", "2");
    tier.recover();

    cache.close();

    assertThat(other.with(CallOptions.ofDefaults().skipLocal()).get("a")).isEqualTo("2");
  }

  /** As a server that was started from an older snapshot. */
  private void bringBack(String key, String value) {
    other.with(WriteMode.NONE).put(key, value);
  }
}
