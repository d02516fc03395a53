package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.StoredEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A writer sets the value only if it was alone from its fence to its release. */
public interface ReleaseRules extends SharedCacheFixture {

  @Test
  default void aWriterThatWasAloneSetsItsValue() {
    assertThat(release(givenFence("a"), "a", "1")).isTrue();

    assertThat(value("a")).isEqualTo("1");
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Present.class);
  }

  @Test
  default void aReleaseWithAValueDeletesTheGuard() {
    release(givenFence("a"), "a", "1");

    assertThat(put("a", "2")).isTrue();
  }

  @Test
  default void aReleaseWithoutAValueLeavesNone() {
    givenValue("a", "0");

    assertThat(release(givenFence("a"), "a", null)).isFalse();
    assertFree("a");
  }

  @Test
  default void aTaintedFenceIsLoweredWithoutSetting() {
    Fence fence = givenFence("a");
    invalidate("a");

    assertThat(release(fence, "a", "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void theFirstOfTwoWritersLeavesTheFenceOfTheOther() {
    Fence first = givenFence("a");
    Fence second = givenFence("a");

    assertThat(release(second, "a", "2")).isFalse();

    assertThat(value("a")).isNull();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(put("a", "3")).isFalse();
    assertThat(cache().renew(List.of("a"), second)).as("its own part is gone").isEmpty();
    assertThat(cache().renew(List.of("a"), first)).containsExactly("a");
    assertThat(release(first, "a", "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void aWriterThatJoinedAndLeftWithoutAValueStillTaints() {
    Fence first = givenFence("a");
    release(givenFence("a"), "a", null);

    assertThat(release(first, "a", "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void whenAllOthersFellTheLastOneIsStillTainted() {
    givenFence(SOON, "a");
    Fence last = givenFence("a");
    advance(SOON.plus(MARGIN));

    assertThat(release(last, "a", "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void taintGoesWithTheFence() {
    Fence first = givenFence("a");
    Fence second = givenFence("a");
    release(first, "a", null);
    release(second, "a", null);

    assertThat(release(givenFence("a"), "a", "1")).isTrue();
  }

  @Test
  default void anUnknownWriterDropsTheValue() {
    givenValue("a", "1");

    assertThat(release(unknownFence(), "a", "2")).isFalse();
    assertFree("a");
  }

  @Test
  default void anUnknownWriterDropsTheValueAndTheLease() {
    givenStale("a", entry("1"));
    Lease lease = givenLease("a");

    assertThat(release(unknownFence(), "a", "2")).isFalse();

    assertThat(fill("a", lease, "3")).isFalse();
    assertFree("a");
  }

  @Test
  default void anUnknownWriterTaintsTheFencesThatStand() {
    Fence fence = givenFence("a");

    assertThat(release(unknownFence(), "a", "2")).isFalse();

    assertThat(value("a")).isNull();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(release(fence, "a", "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void anUnknownWriterWithoutAValueTaintsAndDropsAsWell() {
    Fence fence = givenFence("a");
    givenValue("b", "1");

    release(unknownFence(), "a", null);
    release(unknownFence(), "b", null);

    assertThat(release(fence, "a", "1")).isFalse();
    assertThat(value("b")).isNull();
  }

  @Test
  default void aWriterThatOutlivedItsFenceIsUnknown() {
    Fence late = givenFence(SOON, "a");
    advance(SOON.plus(MARGIN));
    Lease lease = givenLease("a");
    assertThat(fill("a", lease, "loaded before the commit")).isTrue();

    assertThat(release(late, "a", "late")).isFalse();
    assertFree("a");
  }

  @Test
  default void aWriterThatOutlivedItsFenceTaintsTheNextOne() {
    Fence late = givenFence(SOON, "a");
    advance(SOON.plus(MARGIN));
    Fence next = givenFence("a");

    assertThat(release(late, "a", "late")).isFalse();
    assertThat(release(next, "a", "next")).isFalse();
    assertFree("a");
  }

  @Test
  default void aWriterReleasesOnce() {
    Fence fence = givenFence("a");
    assertThat(release(fence, "a", "1")).isTrue();

    assertThat(release(fence, "a", "2")).as("its token is unknown now").isFalse();
    assertThat(value("a")).isNull();
  }

  @Test
  default void theTokenOfALeaseIsNoFence() {
    Lease lease = givenLease("a");

    assertThat(release(new Fence(lease.token(), LONG), "a", "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void theFenceIsKnownByItsTokenAlone() {
    Fence fence = givenFence("a");

    assertThat(release(new Fence(fence.token(), SOON), "a", "1")).isTrue();
  }

  @Test
  default void anotherInstanceMayLowerTheFence() {
    Fence fence = givenFence("a");
    Map<String, @Nullable StoredEntry<String>> entries = new HashMap<>();
    entries.put("a", entry("1"));

    assertThat(there().cache().release(fence, entries)).containsExactly("a");
  }

  @Test
  default void theValueSetIsDatedByTheRelease() {
    Fence fence = givenFence("a");
    advance(SOON);
    long before = cache().now() - MARGIN.toMillis();
    release(fence, "a", "1");

    StoredEntry<String> read = cache().get(List.of("a")).get("a");
    assertThat(read).isNotNull();
    assertThat(read.createdAt()).isGreaterThanOrEqualTo(before);
    assertThat(read.createdAt(0)).isEqualTo(entry("1"));
  }

  @Test
  default void oneCallSetsWhatItMayAndDropsTheRest() {
    Fence fence = givenFence("alone", "shared", "invalidated", "without");
    Fence other = givenFence("shared");
    invalidate("invalidated");
    givenValue("unknown", "0");
    Map<String, @Nullable StoredEntry<String>> entries = new HashMap<>();
    for (String key : List.of("alone", "shared", "invalidated", "unknown")) {
      entries.put(key, entry("1"));
    }
    entries.put("without", null);

    assertThat(cache().release(fence, entries)).containsExactly("alone");
    assertThat(there().cache().get(entries.keySet())).containsOnlyKeys("alone");
    assertThat(ask("shared")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(release(other, "shared", null)).isFalse();
    for (String key : List.of("shared", "invalidated", "unknown", "without")) {
      assertFree(key);
    }
  }

  @Test
  default void releasingNothingReleasesNothing() {
    Fence fence = givenFence("a");

    assertThat(cache().release(fence, Map.of())).isEmpty();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
  }
}
