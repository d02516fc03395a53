package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While a fence stands nobody fills its key; each writer's part of it falls at a deadline of its own. */
public interface FenceRules extends SharedCacheFixture {

  @Test
  default void aFenceDeletesTheValue() {
    givenValue("a", "1");

    givenFence("a");

    assertThat(value("a")).isNull();
  }

  @Test
  default void aFenceReplacesTheLease() {
    Lease lease = givenLease("a");

    Fence fence = givenFence("a");

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(fill("a", lease, "1")).isFalse();
    assertThat(release(fence, "a", "2")).as("a lease does not taint").isTrue();
  }

  @Test
  default void aFenceDoesNotBringTheLeaseBackWhenItFalls() {
    Lease lease = givenLease("a");
    givenFence(SOON, "a");
    advance(SOON.plus(MARGIN));

    assertThat(fill("a", lease, "1")).isFalse();
    assertFree("a");
  }

  @Test
  default void aSecondFenceTaintsTheFirst() {
    Fence first = givenFence("a");
    Fence second = givenFence("a");

    assertThat(release(first, "a", "1")).isFalse();
    assertThat(value("a")).isNull();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(release(second, "a", "2")).isFalse();
    assertFree("a");
  }

  @Test
  default void aFenceThatFellTaintsNobody() {
    givenFence(SOON, "a");
    advance(SOON.plus(MARGIN));

    assertThat(release(givenFence("a"), "a", "1")).isTrue();
  }

  @Test
  default void aFenceFallsAtItsDeadline() {
    givenFence(SOON, "a");
    advance(HALF);
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);

    advance(HALF.plus(MARGIN));

    assertFree("a");
  }

  @Test
  default void oneFenceStandsOnManyKeysAndEachIsLoweredAlone() {
    givenValue("a", "0");
    Fence fence = givenFence("a", "b");

    assertThat(release(fence, "a", "1")).isTrue();

    assertThat(value("a")).isEqualTo("1");
    assertThat(ask("b")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(release(fence, "b", "2")).isTrue();
  }

  @Test
  default void aKeyThatIsFencedTwiceInOneCallIsNotTainted() {
    Fence fence = givenFence("a", "a");

    assertThat(release(fence, "a", "1")).isTrue();
  }

  @Test
  default void oneCallTaintsOnlyWhatWasFenced() {
    givenFence("b");
    Fence fence = givenFence("a", "b");

    assertThat(release(fence, "a", "1")).isTrue();
    assertThat(release(fence, "b", "1")).isFalse();
  }

  @Test
  default void fencingNothingChangesNothing() {
    givenValue("a", "1");

    cache().fence(List.of(), unknownFence());

    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void aRenewedFenceStandsBeyondItsFirstDeadline() {
    Fence fence = givenFence(SOON, "a");
    advance(HALF);

    assertThat(cache().renew(List.of("a"), fence)).containsExactly("a");
    advance(HALF.plus(MARGIN));

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(release(fence, "a", "1")).isTrue();
  }

  @Test
  default void aRenewedFenceFallsAFullTimeoutAfterItsRenewal() {
    Fence fence = givenFence(SOON, "a");
    advance(HALF);
    cache().renew(List.of("a"), fence);

    advance(SOON.plus(MARGIN));

    assertFree("a");
  }

  @Test
  default void aFenceThatFellIsNotRenewed() {
    Fence fence = givenFence(SOON, "a");
    advance(SOON.plus(MARGIN));

    assertThat(cache().renew(List.of("a"), fence)).isEmpty();
    assertFree("a");
  }

  @Test
  default void nobodyRenewsTheFenceOfAnother() {
    Fence dead = givenFence(SOON, "a");
    Fence live = givenFence("a");
    advance(SOON.plus(MARGIN));

    assertThat(cache().renew(List.of("a"), dead)).isEmpty();
    assertThat(cache().renew(List.of("a"), unknownFence())).isEmpty();
    assertThat(cache().renew(List.of("a"), live)).containsExactly("a");
  }

  @Test
  default void aDeadWritersFenceFallsThoughOthersRenew() {
    Fence dead = givenFence(SOON, "a");
    Fence live = givenFence(SOON, "a");
    for (int i = 0; i < 3; i++) {
      advance(HALF);
      assertThat(cache().renew(List.of("a"), live)).containsExactly("a");
    }

    assertThat(cache().renew(List.of("a"), dead)).isEmpty();
    assertThat(release(live, "a", "1")).as("both wrote at once").isFalse();
    assertFree("a");
  }

  @Test
  default void aFenceOutlivesAShorterOneThatJoined() {
    givenFence(LONG, "a");
    givenFence(SOON, "a");
    advance(SOON.plus(MARGIN));

    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
  }

  @Test
  default void renewTaintsNobodyAndVoidsNothing() {
    Lease lease = givenLease("a");
    assertThat(cache().renew(List.of("a", "b"), unknownFence())).isEmpty();
    assertThat(fill("a", lease, "1")).isTrue();

    Fence fence = givenFence("c");
    cache().renew(List.of("c"), unknownFence());
    cache().renew(List.of("c"), fence);
    assertThat(release(fence, "c", "1")).isTrue();
    assertThat(value("a")).isEqualTo("1");
  }

  @Test
  default void renewSaysOnWhichKeysTheFenceStood() {
    Fence fence = givenFence("a", "b");
    release(fence, "b", null);

    assertThat(cache().renew(List.of("a", "b", "c"), fence)).containsExactly("a");
    assertThat(cache().renew(List.of(), fence)).isEmpty();
  }
}
