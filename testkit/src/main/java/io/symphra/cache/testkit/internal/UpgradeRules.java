package io.symphra.cache.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Fill;
import io.symphra.cache.spi.Lease;
import io.symphra.cache.spi.LeaseAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who holds a lease on a standing value can delete it, or turn the lease into a fence, if nobody changed it since. */
public interface UpgradeRules extends SharedCacheFixture {

  @Test
  default void anUpgradeDeletesTheValueAndFences() {
    givenValue("a", "1");
    Lease lease = givenLeaseOnWhatStands("a");
    assertThat(value("a")).as("a lease leaves the value alone").isEqualTo("1");

    Fence fence = unknownFence();
    assertThat(upgrade("a", lease, fence)).isTrue();

    assertThat(value("a")).isNull();
    assertThat(ask("a")).isInstanceOf(LeaseAnswer.Fenced.class);
    assertThat(cache().renew(List.of("a"), fence)).containsExactly("a");
    assertThat(release(fence, "a", "2")).as("the fence is untainted").isTrue();
    assertThat(value("a")).isEqualTo("2");
  }

  @Test
  default void anUpgradedFenceFallsAtItsDeadline() {
    Lease lease = givenLease("a");
    assertThat(upgrade("a", lease, new Fence(4711, SOON))).isTrue();

    advance(SOON.plus(MARGIN));

    assertFree("a");
  }

  @Test
  default void anUpgradeOfAVoidLeaseChangesNothing() {
    givenValue("put", "1");
    Lease lease = givenLeaseOnWhatStands("put");
    put("put", "2");
    assertRefused("put", lease);
    assertThat(value("put")).isEqualTo("2");

    Lease invalidated = givenLease("invalidated");
    invalidate("invalidated");
    assertRefused("invalidated", invalidated);
    assertFree("invalidated");

    Lease other = givenLease("leased");
    invalidate("leased");
    Lease standing = givenLease("leased");
    assertRefused("leased", other);
    assertThat(fill("leased", standing, "1")).as("the lease of another stands").isTrue();
  }

  @Test
  default void anUpgradeUnderAFenceIsRefusedAndTaintsNobody() {
    Lease lease = givenLease("a");
    Fence fence = givenFence("a");

    assertRefused("a", lease);

    assertThat(release(fence, "a", "1")).isTrue();
  }

  @Test
  default void aLeaseThatRanOutIsNotUpgraded() {
    Lease lease = givenLease("a", SOON);
    advance(SOON.plus(MARGIN));

    assertRefused("a", lease);
    assertFree("a");
  }

  @Test
  default void aLeaseIsUpgradedOnce() {
    Lease lease = givenLease("a");
    Fence fence = unknownFence();
    assertThat(upgrade("a", lease, fence)).isTrue();

    assertRefused("a", lease);
    assertThat(fill("a", lease, "1")).isFalse();
    assertThat(release(fence, "a", "2")).isTrue();
  }

  @Test
  default void oneCallUpgradesWhatItMayAndLeavesTheRest() {
    Map<String, Lease> leases = Map.of("a", givenLease("a"), "b", givenLease("b"));
    put("b", "1");

    assertThat(cache().upgrade(leases, unknownFence())).containsExactly("a");
    assertThat(cache().upgrade(Map.of(), unknownFence())).isEmpty();
    assertThat(value("b")).isEqualTo("1");
  }

  @Test
  default void aFillThatDropsDeletesTheValueAndGivesTheLeaseBack() {
    givenValue("a", "1");
    Lease lease = givenLeaseOnWhatStands("a");

    assertThat(cache().fill(Map.of("a", Fill.dropping(lease)))).containsExactly("a");

    assertFree("a");
  }

  @Test
  default void aFillThatDropsUnderAVoidLeaseIsRefused() {
    givenValue("a", "1");
    Lease lease = givenLeaseOnWhatStands("a");
    put("a", "2");

    assertThat(cache().fill(Map.of("a", Fill.dropping(lease)))).isEmpty();

    assertThat(value("a")).isEqualTo("2");
  }

  private Lease givenLeaseOnWhatStands(String key) {
    LeaseAnswer<String> answer =
        cache().lease(List.of(key), LONG, Long.MAX_VALUE).get(key);
    assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
    return ((LeaseAnswer.Granted<String>) answer).lease();
  }

  private boolean upgrade(String key, Lease lease, Fence fence) {
    return cache().upgrade(Map.of(key, lease), fence).contains(key);
  }

  private void assertRefused(String key, Lease lease) {
    assertThat(upgrade(key, lease, unknownFence())).as("upgrade of %s", key).isFalse();
  }
}
