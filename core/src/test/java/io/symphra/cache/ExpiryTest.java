package io.symphra.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symphra.cache.expiry.TimeToLive;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How entries leave a cache by themselves: their time is up, or there is no room. */
@ParameterizedClass
@EnumSource(Tiers.class)
class ExpiryTest {

  private final AtomicLong clock = new AtomicLong();
  private final CacheManager manager;

  ExpiryTest(Tiers tiers) {
    manager = tiers.manager(clock::get);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private CacheBuilder<Integer, String> numbers() {
    return manager.cache("numbers", Integer.class, String.class);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static void read(Cache<Integer, String> cache, int from, int to) {
    IntStream.range(from, to).forEach(cache::getIfPresent);
  }

  private static long present(Cache<Integer, String> cache) {
    return IntStream.range(0, 1_000)
        .filter(key -> cache.getIfPresent(key) != null)
        .count();
  }

  @Test
  void byDefaultEntriesLiveTenMinutesSpreadByATenthBothWays() {
    Cache<Integer, String> cache = numbers().build();
    IntStream.range(0, 1_000).forEach(key -> cache.put(key, "v"));

    pass(Duration.ofMinutes(9).minusMillis(2));
    assertThat(present(cache)).isEqualTo(1_000);
    pass(Duration.ofMinutes(1));
    assertThat(present(cache)).as("about half").isBetween(350L, 650L);
    pass(Duration.ofMinutes(1).plusMillis(2));
    assertThat(present(cache)).isZero();
  }

  @Test
  void anEternalEntryStays() {
    Cache<Integer, String> cache = numbers().timeToLive(TimeToLive.eternal()).build();
    cache.put(1, "v");
    cache.getIfPresent(1);

    pass(Duration.ofDays(365 * 100));

    assertThat(cache.getIfPresent(1)).isEqualTo("v");
  }

  @Test
  void eachEntryMayHaveATimeOfItsOwn() {
    Cache<Integer, String> cache = numbers()
        .timeToLive(TimeToLive.<Integer, String>from(
                (key, value) -> Duration.ofMinutes(key * value.length()))
            .jitter(0))
        .build();
    cache.put(1, "ab");
    cache.put(2, "ab");

    pass(Duration.ofMinutes(2));

    assertThat(cache.getIfPresent(1)).isNull();
    assertThat(cache.getIfPresent(2)).isEqualTo("ab");
  }

  @Test
  void aPolicyThatAnswersNoPositiveTimeStoresNothing() {
    Cache<Integer, String> cache = numbers()
        .timeToLive(TimeToLive.<Integer, String>from((key, value) -> Duration.ZERO))
        .build();

    assertThatThrownBy(() -> cache.put(1, "v"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timeToLive must be positive, was PT0S");
    assertThatThrownBy(() -> cache.get(1, key -> "v"))
        .isInstanceOf(CacheLoadException.class)
        .hasMessageContaining("numbers")
        .rootCause()
        .hasMessageContaining("timeToLive must be positive, was PT0S");

    assertThat(cache.getIfPresent(1)).isNull();
  }

  @Test
  void aReplacedEntryLivesAnew() {
    Cache<Integer, String> cache =
        numbers().timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0)).build();
    cache.put(1, "v");
    pass(Duration.ofSeconds(40));
    cache.put(1, "w");

    pass(Duration.ofSeconds(40));

    assertThat(cache.getIfPresent(1)).isEqualTo("w");
  }

  @Test
  void theLocalTierHoldsItsMaximumAndCountsWhatItLetsGo() {
    Cache<Integer, String> cache = numbers().maximumSize(10).build();

    IntStream.range(0, 100).forEach(key -> cache.put(key, "v"));
    read(cache, 0, 100);

    CacheStats stats = cache.stats();
    assertThat(stats.size()).isEqualTo(10);
    assertThat(stats.maximum()).isEqualTo(10);
    assertThat(stats.evictions()).isGreaterThanOrEqualTo(90);
    assertThat(stats.expiries()).isZero();
  }

  @Test
  void aWeigherLimitsTheWeight() {
    Cache<Integer, String> cache =
        numbers().maximumWeight(10, (key, value) -> value.length()).build();

    cache.put(1, "12345678901");
    cache.getIfPresent(1);
    assertThat(cache.stats().size()).as("heavier than all the room there is").isZero();

    cache.put(2, "1234");
    cache.put(3, "1234");
    read(cache, 2, 4);
    assertThat(cache.stats().size()).isEqualTo(2);
    assertThat(cache.stats().maximum()).isEqualTo(10);

    cache.put(4, "1234");
    read(cache, 4, 5);
    assertThat(cache.stats().size()).isEqualTo(2);
  }

  @Test
  void anEntryThatWeighsLessThanNothingIsAnErrorAndIsNotStored() {
    Cache<Integer, String> cache =
        numbers().maximumWeight(10, (key, value) -> -3).build();

    assertThatThrownBy(() -> cache.put(1, "v"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache 'numbers': the weigher must not answer less than 0, answered -3");
    assertThatThrownBy(() -> cache.get(1, key -> "v"))
        .isInstanceOf(CacheLoadException.class)
        .hasRootCauseMessage(
            "cache 'numbers': the weigher must not answer less than 0, answered -3");

    assertThat(cache.getIfPresent(1)).isNull();
  }

  @Test
  void expiriesAreCountedApartFromEvictions() {
    Cache<Integer, String> cache =
        numbers().timeToLive(TimeToLive.of(Duration.ofMinutes(1)).jitter(0)).build();
    IntStream.range(0, 5).forEach(key -> cache.put(key, "v"));
    read(cache, 0, 5);

    pass(Duration.ofMinutes(5));
    IntStream.range(0, 5).forEach(key -> cache.get(key, same -> "again"));
    read(cache, 0, 5);
    pass(Duration.ofMinutes(5));
    read(cache, 0, 5);

    assertThat(cache.stats().expiries()).isEqualTo(10);
    assertThat(cache.stats().evictions()).isZero();
  }
}
