package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Glob;
import io.symphra.cache.spi.Lease;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every instance, also the one that made it, has heard of a change once it has waited for changes. */
public interface NoticeRules extends SharedCacheFixture {

  @Test
  default void aFillIsHeard() {
    Lease lease = givenLease("a");

    assertHeard("a", () -> fill("a", lease, "1"));
  }

  @Test
  default void aPutIsHeard() {
    assertHeard("a", () -> put("a", "1"));
    assertHeard("a", () -> put("a", "2"));
  }

  @Test
  default void aFenceIsHeard() {
    givenValue("a", "1");

    assertHeard("a", () -> givenFence("a"));
  }

  @Test
  default void aFenceIsHeardAlsoWhereNoValueStood() {
    assertHeard("a", () -> givenFence("a"));
    assertHeard("a", () -> givenFence("a"));
    givenLease("b");
    assertHeard("b", () -> givenFence("b"));
  }

  @Test
  default void anUpgradeAndADropAreHeardAlsoWhereNoValueStood() {
    Lease lease = givenLease("a");
    assertHeard("a", () -> cache().upgrade(Map.of("a", lease), unknownFence()));

    Lease other = givenLease("b");
    assertHeard("b", () -> cache().fill(Map.of("b", Fill.dropping(other))));
  }

  @Test
  default void aReleaseThatSetsIsHeard() {
    Fence fence = givenFence("a");

    assertHeard("a", () -> release(fence, "a", "1"));
  }

  @Test
  default void aReleaseThatDropsIsHeardAlsoWhereNoValueStood() {
    Fence fence = givenFence("a");
    assertHeard("a", () -> release(fence, "a", null));

    Fence tainted = givenFence("b");
    invalidate("b");
    assertHeard("b", () -> release(tainted, "b", "1"));
  }

  @Test
  default void aReleaseOfAnUnknownFenceIsHeardUnderEveryGuard() {
    assertHeard("absent", () -> release(unknownFence(), "absent", "1"));
    givenValue("value", "1");
    assertHeard("value", () -> release(unknownFence(), "value", null));
    givenLease("leased");
    assertHeard("leased", () -> release(unknownFence(), "leased", "1"));
    givenFence("fenced");
    assertHeard("fenced", () -> release(unknownFence(), "fenced", "1"));
  }

  @Test
  default void anInvalidationIsHeard() {
    givenValue("a", "1");

    assertHeard("a", () -> invalidate("a"));
  }

  @Test
  default void anInvalidationIsHeardAlsoWhereNoValueStood() {
    assertHeard("absent", () -> invalidate("absent"));
    givenLease("leased");
    assertHeard("leased", () -> invalidate("leased"));
    givenFence("fenced");
    assertHeard("fenced", () -> invalidate("fenced"));
  }

  @Test
  default void invalidateMatchingIsHeard() {
    givenValue("a", "1");

    assertHeard("a", () -> cache().invalidateMatching(new Glob("a*")));
  }

  @Test
  default void clearIsHeard() {
    givenValue("a", "1");

    assertHeard("a", () -> cache().clear());
  }

  @Test
  default void everyKeyOfACallIsHeard() {
    here().heard().forget();
    there().heard().forget();
    invalidate("a", "b", "c");

    there().cache().awaitChanges();
    assertThat(Stream.of("a", "b", "c")).allMatch(there().heard()::of);
  }

  private void assertHeard(String key, Runnable change) {
    cache().awaitChanges();
    there().cache().awaitChanges();
    here().heard().forget();
    there().heard().forget();

    change.run();

    cache().awaitChanges();
    there().cache().awaitChanges();
    assertThat(here().heard().of(key))
        .as("the instance that made it heard of %s", key)
        .isTrue();
    assertThat(there().heard().of(key)).as("another instance heard of %s", key).isTrue();
  }

  @Test
  default void readsAndLeasesAreNotHeard() {
    givenValue("a", "1");
    givenStale("b", entry("2"));
    cache().awaitChanges();
    there().cache().awaitChanges();
    here().heard().forget();
    there().heard().forget();

    cache().get(List.of("a", "b", "c"));
    cache().lease(List.of("a", "b", "c"), LONG, null);

    cache().awaitChanges();
    there().cache().awaitChanges();
    assertThat(here().heard().nothing()).as("heard %s", here().heard()).isTrue();
    assertThat(there().heard().nothing()).as("heard %s", there().heard()).isTrue();
  }

  @Test
  default void aRefusedFillOrPutIsNotHeard() {
    Lease lease = givenLease("a");
    givenFence("a");
    cache().awaitChanges();
    there().cache().awaitChanges();
    here().heard().forget();
    there().heard().forget();

    fill("a", lease, "1");
    put("a", "2");

    there().cache().awaitChanges();
    assertThat(there().heard().nothing()).as("heard %s", there().heard()).isTrue();
  }

  @Test
  default void aListenerThatClosedHearsNoMoreAndTheEntriesStay() {
    givenValue("a", "1");
    cache().awaitChanges();
    there().cache().awaitChanges();
    here().cache().close();
    here().cache().close();
    here().heard().forget();
    there().heard().forget();

    there().cache().invalidate(List.of("b"));
    there().cache().awaitChanges();

    assertThat(there().heard().of("b")).isTrue();
    assertThat(here().heard().nothing()).as("heard %s", here().heard()).isTrue();
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void aTierThatDisconnectedLeavesTheOthersTheirEntries() {
    givenValue("a", "1");
    cache().awaitChanges();
    here().heard().forget();

    here().tier().close();
    here().tier().close();
    there().cache().invalidate(List.of("b"));
    there().cache().awaitChanges();

    assertThat(value("a")).isEqualTo("1");
    assertThat(here().heard().nothing()).as("heard %s", here().heard()).isTrue();
  }
}
