package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.expiry.TimeToLive;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What comes back is what was stored, for as long as it was stored for. */
public interface ReadRules extends SharedCacheFixture {

  @Test
  default void getLeavesOutWhatIsNotThere() {
    givenValue("a", "1");

    assertThat(cache().get(List.of("a", "b"))).containsOnlyKeys("a");
    assertThat(cache().get(List.of("b"))).isEmpty();
  }

  @Test
  default void getOfNothingIsNothing() {
    givenValue("a", "1");

    assertThat(cache().get(List.of())).isEmpty();
  }

  @Test
  default void getTakesAKeyThatIsAskedForTwiceOnce() {
    givenValue("a", "1");

    assertThat(cache().get(List.of("a", "b", "a"))).containsOnlyKeys("a");
  }

  @Test
  default void anEntryComesBackWithEverythingItWasStoredWith() {
    StoredEntry<String> entry = new StoredEntry<>(
        "prix: 5 € \u0000 \uD83D\uDE00\n",
        0,
        Duration.ofSeconds(61),
        Duration.ofSeconds(7),
        Duration.ofMillis(12),
        OptionalLong.of(Long.MAX_VALUE));

    cache().put(Map.of("a", entry));

    for (Instance instance : List.of(here(), there())) {
      StoredEntry<String> read = instance.cache().get(List.of("a")).get("a");
      assertThat(read).isNotNull();
      assertThat(read.createdAt(0)).isEqualTo(entry);
    }
  }

  @Test
  default void anEntryWithoutVersionCostOrStaleTimeComesBackWithoutThem() {
    StoredEntry<String> entry =
        new StoredEntry<>("", 0, LONG, Duration.ZERO, Duration.ZERO, OptionalLong.empty());

    cache().put(Map.of("a", entry));

    StoredEntry<String> read = there().cache().get(List.of("a")).get("a");
    assertThat(read).isNotNull();
    assertThat(read.createdAt(0)).isEqualTo(entry);
  }

  @Test
  default void theTierSaysWhenAnEntryWasCreatedWhateverTheCallerSays() {
    for (long claimed : new long[] {Long.MIN_VALUE, 0, cache().now() + 3_600_000, Long.MAX_VALUE}) {
      long before = cache().now() - MARGIN.toMillis();
      cache().put(Map.of("a", entry("1").createdAt(claimed)));
      long after = cache().now() + MARGIN.toMillis();

      StoredEntry<String> read = there().cache().get(List.of("a")).get("a");
      assertThat(read).isNotNull();
      assertThat(read.createdAt()).isBetween(before, after);
    }
  }

  @Test
  default void theTiersClockMovesWithTimeAndDatesEntries() {
    givenValue("old", "1");
    long before = cache().now();

    advance(SOON);
    givenValue("new", "2");

    assertThat(cache().now() - before).isGreaterThanOrEqualTo(SOON.toMillis());
    Map<String, StoredEntry<String>> read = cache().get(List.of("old", "new"));
    assertThat(created(read, "new") - created(read, "old")).isGreaterThanOrEqualTo(SOON.toMillis());
  }

  private static long created(Map<String, StoredEntry<String>> read, String key) {
    StoredEntry<String> entry = read.get(key);
    assertThat(entry).isNotNull();
    return entry.createdAt();
  }

  @Test
  default void aStaleEntryIsStillReadAndNamesItsAge() {
    givenStale("a", entry("1"));

    StoredEntry<String> read = cache().get(List.of("a")).get("a");
    assertThat(read).isNotNull();
    assertThat(read.value()).isEqualTo("1");
    assertThat(read.isFresh(cache().now())).isFalse();
  }

  @Test
  default void anEntryStandsUntilItsFreshAndItsStaleTimeAreOver() {
    StoredEntry<String> entry =
        new StoredEntry<>("1", 0, HALF, SOON, Duration.ZERO, OptionalLong.empty());
    cache().put(Map.of("a", entry));

    advance(SOON);
    assertThat(value("a")).isEqualTo("1");

    advance(HALF.plus(MARGIN));
    assertThat(value("a")).isNull();
    assertFree("a");
  }

  @Test
  default void anEntryOfTheLongestTimesStands() {
    Duration longest = TimeToLive.LONGEST;
    cache()
        .put(Map.of(
            "a", new StoredEntry<>("1", 0, longest, longest, Duration.ZERO, OptionalLong.of(-1))));

    advance(SOON);

    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void aNewEntryHasTheTimesOfItsOwn() {
    givenStale("a", entry("1"));
    givenValue("a", "2");

    advance(SOON.plus(MARGIN));

    StoredEntry<String> read = cache().get(List.of("a")).get("a");
    assertThat(read).isNotNull();
    assertThat(read.value()).isEqualTo("2");
    assertThat(read.isFresh(cache().now())).isTrue();
  }
}
