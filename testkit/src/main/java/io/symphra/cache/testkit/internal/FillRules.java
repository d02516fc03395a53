package io.symphra.cache.testkit.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import io.symphra.cache.spi.StoredEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Only the lease that stands may fill, once, and never over a newer version. */
public interface FillRules extends SharedCacheFixture {

  @Test
  default void theHolderOfTheLeaseFillsAndGivesItBack() {
    Lease lease = givenLease("a");

    assertThat(fill("a", lease, "1")).isTrue();

    assertThat(value("a")).isEqualTo("1");
    advance(SOON);
    invalidate("a");
    assertFree("a");
  }

  @Test
  default void aLeaseFillsOnce() {
    Lease lease = givenLease("a");
    assertThat(fill("a", lease, "1")).isTrue();

    assertThat(fill("a", lease, "2")).isFalse();
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void aFillDeletesTheGuard() {
    givenStale("a", entry("1"));
    StoredEntry<String> shortLived =
        new StoredEntry<>("2", 0, HALF, LONG, entry("2").loadCost(), entry("2").version());
    assertThat(cache().fill(Map.of("a", new Fill<>(givenLease("a"), shortLived))))
        .containsExactly("a");

    advance(HALF.plus(MARGIN));

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Granted.class);
  }

  @Test
  default void aFillWithoutGuardIsRefused() {
    Lease lease = givenLease("a");
    invalidate("a");

    assertThat(fill("a", lease, "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void aFillWithAnotherTokenIsRefused() {
    Lease lease = givenLease("a");

    assertThat(fill("a", new Lease(lease.token() ^ 1, LONG), "1")).isFalse();

    assertThat(value("a")).isNull();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Wait.class);
    assertThat(fill("a", lease, "2")).isTrue();
  }

  @Test
  default void aFillUnderALeaseThatRanOutIsRefused() {
    Lease lease = givenLease("a", SOON);
    advance(SOON.plus(MARGIN));

    assertThat(fill("a", lease, "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void aFillUnderALeaseThatRanOutLeavesTheNextOneAlone() {
    Lease first = givenLease("a", SOON);
    advance(SOON.plus(MARGIN));
    Lease second = givenLease("a");

    assertThat(fill("a", first, "1")).isFalse();

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Wait.class);
    assertThat(fill("a", second, "2")).isTrue();
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  default void aFillUnderAFenceIsRefused() {
    Lease lease = givenLease("a");
    var fence = givenFence("a");

    assertThat(fill("a", lease, "1")).isFalse();

    assertThat(value("a")).isNull();
    assertThat(release(fence, "a", "2")).as("the fence stands untainted").isTrue();
  }

  @Test
  default void aFillAfterAFenceWasLoweredIsRefused() {
    Lease lease = givenLease("a");
    release(givenFence("a"), "a", null);

    assertThat(fill("a", lease, "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void theTokenOfAFenceIsNoLease() {
    var fence = givenFence("a");

    assertThat(fill("a", new Lease(fence.token(), LONG), "1")).isFalse();
    assertThat(value("a")).isNull();
  }

  @Test
  default void anEmptyFillGivesTheLeaseBack() {
    Lease lease = givenLease("a");

    assertThat(fill("a", lease, null)).as("the lease stood").isTrue();

    assertFree("a");
    assertThat(fill("a", lease, "1")).isFalse();
  }

  @Test
  default void anEmptyFillLeavesTheStaleValue() {
    givenStale("a", entry("1"));

    assertThat(fill("a", givenLease("a"), null)).isTrue();

    assertThat(value("a")).isEqualTo("1");
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Granted.class);
  }

  @Test
  default void anEmptyFillGivesBackNothingThatIsNotItsOwn() {
    Lease first = givenLease("a", SOON);
    advance(SOON.plus(MARGIN));
    givenLease("a");

    assertThat(fill("a", first, null)).isFalse();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Wait.class);
  }

  @Test
  default void anOlderVersionDoesNotReplaceANewer() {
    givenStale("a", versioned("new", 5));

    Lease lease = givenLease("a");

    assertThat(cache().fill(Map.of("a", new Fill<>(lease, versioned("old", 4)))))
        .isEmpty();
    assertThat(value("a")).isEqualTo("new");
    assertThat(ask("a")).as("the load is over").isInstanceOf(LeaseAnswer.Granted.class);
  }

  @Test
  default void theSameVersionANewerOneAndNoneReplaceAVersion() {
    for (StoredEntry<String> next :
        List.of(versioned("same", -5), versioned("newer", 4), entry("none"))) {
      givenStale("a", versioned("old", -5));

      assertThat(cache().fill(Map.of("a", new Fill<>(givenLease("a"), next)))).containsExactly("a");
      assertThat(value("a")).isEqualTo(next.value());
    }
  }

  @Test
  default void anyVersionReplacesNone() {
    givenStale("a", entry("none"));

    Lease lease = givenLease("a");

    assertThat(cache().fill(Map.of("a", new Fill<>(lease, versioned("first", Long.MIN_VALUE)))))
        .containsExactly("a");
    assertThat(value("a")).isEqualTo("first");
  }

  @Test
  default void aVersionThatRanOutRefusesNothing() {
    StoredEntry<String> brief = new StoredEntry<>(
        "new", 0, HALF, HALF, entry("new").loadCost(), versioned("new", 9).version());
    cache().put(Map.of("a", brief));
    advance(SOON.plus(MARGIN));

    Lease lease = givenLease("a");

    assertThat(cache().fill(Map.of("a", new Fill<>(lease, versioned("old", 1)))))
        .containsExactly("a");
  }

  @Test
  default void aFillOfTheValueThatStandsMakesItFreshAgain() {
    givenStale("a", versioned("1", 3));
    long since = created("a");
    Lease lease = givenLease("a");

    assertThat(cache().fill(Map.of("a", Fill.keeping(lease, versioned("1", 4), since))))
        .containsExactly("a");

    assertThat(value("a")).isEqualTo("1");
    assertThat(cache().get(List.of("a")).get("a"))
        .satisfies(
            entry -> assertThat(entry.version()).isEqualTo(versioned("1", 4).version()))
        .satisfies(entry -> assertThat(entry.isFresh(cache().now())).isTrue());
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Present.class);
  }

  @Test
  default void aFillOfAValueThatStandsNoLongerStoresIt() {
    givenStale("a", entry("1"));
    long before = created("a") - 1;

    assertThat(cache().fill(Map.of("a", Fill.keeping(givenLease("a"), entry("2"), before))))
        .as("another entry stands")
        .containsExactly("a");
    assertThat(value("a")).isEqualTo("2");

    assertThat(cache().fill(Map.of("b", Fill.keeping(givenLease("b"), entry("3"), before))))
        .as("none stands")
        .containsExactly("b");
    assertThat(value("b")).isEqualTo("3");
  }

  @Test
  default void aFillOfTheValueThatStandsNeedsItsLeaseToo() {
    givenStale("a", entry("1"));
    long since = created("a");
    Lease lease = givenLease("a");
    invalidate("a");

    assertThat(cache().fill(Map.of("a", Fill.keeping(lease, entry("1"), since))))
        .isEmpty();
    assertThat(value("a")).isNull();
  }

  private long created(String key) {
    return requireNonNull(cache().get(List.of(key)).get(key)).createdAt();
  }

  @Test
  default void oneCallFillsWhatItMayAndRefusesTheRest() {
    Map<String, Fill<String>> fills = new HashMap<>();
    fills.put("good", new Fill<>(givenLease("good"), entry("1")));
    fills.put("empty", new Fill<>(givenLease("empty"), null));
    fills.put("voided", new Fill<>(givenLease("voided"), entry("2")));
    fills.put("fenced", new Fill<>(givenLease("fenced"), entry("3")));
    fills.put("good2", new Fill<>(givenLease("good2"), entry("4")));
    invalidate("voided");
    givenFence("fenced");

    assertThat(cache().fill(fills)).containsExactlyInAnyOrder("good", "empty", "good2");
    assertThat(there().cache().get(fills.keySet())).containsOnlyKeys("good", "good2");
  }

  @Test
  default void aNegativeEntryIsFilledAndIsNoEmptyFill() {
    Lease lease = givenLease("a");

    assertThat(cache().fill(Map.of("a", new Fill<>(lease, negative())))).containsExactly("a");

    StoredEntry<String> read = there().cache().get(List.of("a")).get("a");
    assertThat(read).isNotNull();
    assertThat(read.createdAt(0)).isEqualTo(negative());
    assertThat(ask("a"))
        .isInstanceOfSatisfying(
            LeaseAnswer.Present.class,
            present -> assertThat(present.entry().isNegative()).isTrue());
  }

  @Test
  default void aNegativeEntryAndAValueReplaceEachOther() {
    givenStale("a", versioned("1", 5));

    assertThat(cache().fill(Map.of("a", new Fill<>(givenLease("a"), negative()))))
        .containsExactly("a");
    assertThat(there().cache().get(List.of("a")).get("a"))
        .isNotNull()
        .matches(StoredEntry::isNegative);

    assertThat(put("a", "2")).isTrue();
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  default void aNegativeEntryGoesAsAValueDoes() {
    for (String key : List.of("invalidated", "fenced", "matched", "cleared")) {
      assertThat(cache().put(Map.of(key, negative()))).containsExactly(key);
    }

    invalidate("invalidated");
    givenFence("fenced");
    cache().invalidateMatching(new Glob("match*"));
    assertThat(there().cache().get(List.of("invalidated", "fenced", "matched", "cleared")))
        .containsOnlyKeys("cleared");
    cache().clear();
    assertThat(there().cache().get(List.of("cleared"))).isEmpty();
  }

  @Test
  default void aNegativeEntryStandsForItsFreshTimeOnly() {
    cache().put(Map.of("a", StoredEntry.negative(SOON, Duration.ZERO)));

    advance(SOON.plus(MARGIN));

    assertThat(cache().get(List.of("a"))).isEmpty();
    assertFree("a");
  }

  @Test
  default void aNegativeEntryOfALoadThatWasOvertakenIsRefused() {
    Lease lease = givenLease("a");
    release(givenFence("a"), "a", "1");

    assertThat(cache().fill(Map.of("a", new Fill<>(lease, negative())))).isEmpty();
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void fillingNothingFillsNothing() {
    assertThat(cache().fill(Map.of())).isEmpty();
  }
}
