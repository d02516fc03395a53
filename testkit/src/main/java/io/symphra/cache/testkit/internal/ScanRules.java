package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A scan gives the keys of what stands, no more than it is asked for. */
public interface ScanRules extends SharedCacheFixture {

  @Test
  default void aScanGivesMatchingKeysOnly() {
    Arrays.asList("user:1", "user:2", "user:", "User:1", "book:1")
        .forEach(key -> givenValue(key, "1"));

    assertThat(there().cache().scan(new Glob("user:*"), 100))
        .containsExactlyInAnyOrder("user:1", "user:2", "user:");
    assertThat(cache().scan(new Glob("user:[23]"), 100)).containsExactly("user:2");
    assertThat(cache().scan(new Glob("nothing"), 100)).isEmpty();
  }

  @Test
  default void aScanOfAnEmptyCacheIsEmpty() {
    assertThat(cache().scan(new Glob("*"), 1)).isEmpty();
  }

  @Test
  default void aScanGivesStaleEntriesAndNoneThatAreGone() {
    givenStale("stale", entry("1"));
    givenValue("invalidated", "1");
    invalidate("invalidated");
    givenValue("fenced", "1");
    givenFence("fenced");
    givenLease("leased");
    cache()
        .put(Map.of(
            "over",
            new StoredEntry<>("1", 0, SOON, Duration.ZERO, Duration.ZERO, OptionalLong.empty())));
    advance(SOON.plus(MARGIN));

    assertThat(cache().scan(new Glob("*"), 100)).containsExactly("stale");
  }

  @Test
  default void aScanGivesNoMoreThanItsLimit() {
    List<String> keys = IntStream.range(0, 3_000).mapToObj(i -> "k" + i).toList();
    Map<String, StoredEntry<String>> entries = new HashMap<>();
    keys.forEach(key -> entries.put(key, entry("1")));
    cache().put(entries);

    for (int limit : new int[] {1, 7, 2_999, 3_000}) {
      assertThat(cache().scan(new Glob("k*"), limit)).hasSize(limit).isSubsetOf(keys);
    }
    assertThat(cache().scan(new Glob("k*"), Integer.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(keys);
    assertThat(cache().scan(new Glob("k299[0-9]"), 2_000)).hasSize(10);
  }

  @Test
  default void aScanGivesEveryOddKeyAsItIs() {
    KeyRules.ODD.forEach(key -> givenValue(key, "1"));

    assertThat(cache().scan(new Glob("*"), 1_000))
        .containsExactlyInAnyOrderElementsOf(KeyRules.ODD);
  }
}
