package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.protect.LoadTimeout;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers that wait a little for the refresh of a stale entry. */
@ParameterizedClass
@EnumSource(Tiers.class)
class SoftTimeoutTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final LoadTimeout PATIENT =
      LoadTimeout.of(Duration.ofSeconds(9)).soft(Duration.ofSeconds(8));
  private static final LoadTimeout IMPATIENT =
      LoadTimeout.of(Duration.ofSeconds(9)).soft(Duration.ofMillis(1));

  private final AtomicLong clock = new AtomicLong();
  private final Map<String, String> database = new ConcurrentHashMap<>(Map.of("a", "1", "b", "1"));
  private final AtomicReference<Gate> gate = new AtomicReference<>();
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final CacheManager manager;

  SoftTimeoutTest(Tiers tiers) {
    manager = tiers.manager(clock::get, pool);
  }

  @AfterEach
  void close() {
    manager.close();
    pool.shutdownNow();
  }

  /** A cache with two stale entries in the local tier, whose refreshes stop at the gate. */
  private Cache<String, String> givenStaleEntries(LoadTimeout timeout) {
    Cache<String, String> cache = manager
        .cache("letters", String.class, String.class)
        .timeToLive(TimeToLive.of(MINUTE).jitter(0))
        .serveStale(MINUTE)
        .loadTimeout(timeout)
        .loader(keys -> {
          Gate here = gate.get();
          if (here != null) {
            here.pass();
          }
          Map<String, String> found = new HashMap<>(database);
          found.keySet().retainAll(keys);
          return found;
        })
        .build();
    cache.getAll(List.of("a", "b"));
    cache.getAll(List.of("a", "b"));
    database.replaceAll((key, value) -> "2");
    clock.addAndGet(MINUTE.toNanos());
    gate.set(new Gate());
    return cache;
  }

  @Test
  void aReaderThatStartsARefreshWaitsForItsValueAndTheOthersDoNot() {
    Cache<String, String> cache = givenStaleEntries(PATIENT);
    Background<String> first = Background.start(() -> cache.get("a"));
    gate.get().untilReached();

    assertThat(cache.get("a")).as("somebody else has started it").isEqualTo("1");
    assertThat(first.isDone()).isFalse();

    gate.get().open();
    assertThat(first.result()).isEqualTo("2");
  }

  @Test
  void aReaderThatHasWaitedLongEnoughAnswersTheStaleValueAndTheRefreshGoesOn() {
    Cache<String, String> cache = givenStaleEntries(IMPATIENT);

    assertThat(cache.get("a")).isEqualTo("1");

    gate.get().untilReached().open();
    await().until(() -> cache.get("a").equals("2"));
    assertThat(cache.stats().timedOutLoads()).isZero();
    assertThat(cache.stats().loads()).isEqualTo(2);
  }

  @Test
  void aBatchWaitsForAllItsRefreshesTogether() {
    Cache<String, String> cache = givenStaleEntries(PATIENT);
    Background<Map<String, String>> batch = Background.start(() -> cache.getAll(List.of("a", "b")));
    gate.get().untilReached();
    await().until(() -> cache.stats().refreshes() == 2); // the second does not wait for the first
    gate.get().open();

    assertThat(batch.result()).isEqualTo(Map.of("a", "2", "b", "2"));
  }

  @Test
  void aBatchThatHasWaitedLongEnoughAnswersStaleValues() {
    Cache<String, String> cache = givenStaleEntries(IMPATIENT);

    assertThat(cache.getAll(List.of("a", "b"))).isEqualTo(Map.of("a", "1", "b", "1"));

    gate.get().open();
  }

  @Test
  void aKeyThatIsGoneIsMissingAtOnce() {
    Cache<String, String> cache = givenStaleEntries(PATIENT);
    gate.get().open();
    database.remove("a");

    assertThat(cache.get("a")).as("it is gone").isNull();
  }

  @Test
  void aReaderThatIsInterruptedWhileItWaitsAnswersTheStaleValue() {
    Cache<String, String> cache = givenStaleEntries(PATIENT);
    Background<String> reader = Background.start(() -> {
      String answer = cache.get("a");
      return answer + Thread.currentThread().isInterrupted();
    });
    gate.get().untilReached();

    reader.interrupt();

    assertThat(reader.result()).isEqualTo("1true");
    gate.get().open();
  }
}
