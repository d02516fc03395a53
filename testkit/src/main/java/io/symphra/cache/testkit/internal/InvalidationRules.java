package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An invalidation beats every fill that began before it, and no writer sets over it. */
public interface InvalidationRules extends SharedCacheFixture {

  @Test
  default void invalidateDeletesTheValueAndNoOther() {
    givenValue("a", "1");
    givenValue("b", "2");

    invalidate("a");

    assertThat(value("a")).isNull();
    assertThat(value("b")).isEqualTo("2");
    assertFree("a");
  }

  @Test
  default void invalidateDeletesAStaleValueAndItsLease() {
    givenStale("a", entry("1"));
    Lease lease = givenLease("a");

    invalidate("a");

    assertThat(fill("a", lease, "2")).isFalse();
    assertFree("a");
  }

  @Test
  default void invalidateVoidsTheLeaseOfAnAbsentValue() {
    Lease lease = givenLease("a");

    invalidate("a");

    assertThat(fill("a", lease, "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void invalidateTaintsTheFenceAndLeavesItStanding() {
    Fence fence = givenFence("a");

    invalidate("a");

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(put("a", "1")).isFalse();
    assertThat(release(fence, "a", "2")).isFalse();
    assertFree("a");
  }

  @Test
  default void invalidateOfAFreeKeyLeavesItFree() {
    invalidate("a");

    assertFree("a");
  }

  @Test
  default void oneCallInvalidatesUnderEveryGuard() {
    givenValue("value", "1");
    Lease lease = givenLease("leased");
    Fence fence = givenFence("fenced");

    invalidate("value", "leased", "fenced", "free", "value");

    assertThat(value("value")).isNull();
    assertThat(fill("leased", lease, "2")).isFalse();
    assertThat(release(fence, "fenced", "3")).isFalse();
  }

  @Test
  default void invalidatingNothingChangesNothing() {
    givenValue("a", "1");

    cache().invalidate(List.of());

    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void invalidateMatchingTakesMatchingKeysOnly() {
    List<String> keys = List.of(
        "user:1:profile", "user:2:profile", "user:1:orders", "user:", "User:1:profile", "x");
    keys.forEach(key -> givenValue(key, "1"));

    cache().invalidateMatching(new Glob("user:*:profile"));

    assertThat(there().cache().get(keys))
        .containsOnlyKeys("user:1:orders", "user:", "User:1:profile", "x");
  }

  @Test
  default void invalidateMatchingKnowsTheSignsOfAPattern() {
    Map<String, List<String>> kept = new HashMap<>();
    kept.put("h?llo", List.of("hllo", "heello", "h*llo world", "[a]", "h\\llo!"));
    kept.put("h[ae]llo", List.of("hllo", "hillo", "heello", "h*llo world", "[a]", "h\\llo!"));
    kept.put(
        "\\[a\\]", List.of("hllo", "hello", "hallo", "hillo", "heello", "h*llo world", "h\\llo!"));
    kept.put("h\\*llo*", List.of("hllo", "hello", "hallo", "hillo", "heello", "[a]", "h\\llo!"));
    kept.put("*", List.of());
    List<String> keys =
        List.of("hllo", "hello", "hallo", "hillo", "heello", "h*llo world", "[a]", "h\\llo!");
    kept.forEach((pattern, left) -> {
      keys.forEach(key -> put(key, "1"));
      cache().invalidateMatching(new Glob(pattern));
      assertThat(there().cache().get(keys).keySet())
          .as(pattern)
          .containsExactlyInAnyOrderElementsOf(left);
    });
  }

  @Test
  default void invalidateMatchingReachesEveryOddKey() {
    KeyRules.ODD.forEach(key -> givenValue(key, "1"));

    cache().invalidateMatching(new Glob("*"));

    assertThat(there().cache().get(KeyRules.ODD)).isEmpty();
  }

  @Test
  default void invalidateMatchingReachesManyKeys() {
    List<String> keys = IntStream.range(0, 3_000).mapToObj(i -> "k" + i).toList();
    Map<String, io.symphra.cache.spi.StoredEntry<String>> entries = new HashMap<>();
    keys.forEach(key -> entries.put(key, entry("1")));
    cache().put(entries);

    cache().invalidateMatching(new Glob("k[1-9]*"));
    assertThat(there().cache().get(keys)).containsOnlyKeys("k0");

    cache().put(entries);
    cache().clear();
    assertThat(there().cache().get(keys)).isEmpty();
  }

  @Test
  default void invalidateMatchingVoidsLeasesOfMatchingKeysOnly() {
    Lease lease = givenLease("user:1");
    Lease other = givenLease("book:1");

    cache().invalidateMatching(new Glob("user:*"));

    assertThat(fill("user:1", lease, "1")).isFalse();
    assertThat(fill("book:1", other, "2")).isTrue();
    assertFree("user:1");
  }

  @Test
  default void invalidateMatchingTaintsFencesOfMatchingKeysOnly() {
    Fence fence = givenFence("user:1", "book:1");

    cache().invalidateMatching(new Glob("user:*"));

    assertThat(ask("user:1")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(release(fence, "user:1", "1")).isFalse();
    assertThat(release(fence, "book:1", "2")).isTrue();
  }

  @Test
  default void invalidateMatchingDeletesAStaleValueAndItsLease() {
    givenStale("a", entry("1"));
    Lease lease = givenLease("a");

    cache().invalidateMatching(new Glob("a"));

    assertThat(fill("a", lease, "2")).isFalse();
    assertFree("a");
  }

  @Test
  default void clearDeletesEveryValue() {
    givenValue("a", "1");
    givenValue("b", "2");
    givenStale("c", entry("3"));

    cache().clear();

    assertThat(there().cache().get(List.of("a", "b", "c"))).isEmpty();
    assertFree("a");
  }

  @Test
  default void clearVoidsEveryLease() {
    Lease lease = givenLease("a");
    givenStale("b", entry("1"));
    Lease refresh = givenLease("b");

    cache().clear();

    assertThat(fill("a", lease, "1")).isFalse();
    assertThat(fill("b", refresh, "2")).isFalse();
    assertFree("a");
    assertFree("b");
  }

  @Test
  default void clearTaintsEveryFenceAndLeavesItStanding() {
    Fence fence = givenFence("a");

    cache().clear();

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(release(fence, "a", "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void aFillThatBeganAfterAClearIsTaken() {
    cache().clear();

    assertThat(fill("a", givenLease("a"), "1")).isTrue();
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void anEmptyCacheIsClearedQuietly() {
    cache().clear();
    cache().invalidateMatching(new Glob("*"));

    assertFree("a");
  }
}
