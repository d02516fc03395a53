package io.symphra.cache.internal;

import io.symphra.cache.internal.Guard.FenceGuard;
import io.symphra.cache.internal.Guard.LeaseGuard;
import io.symphra.cache.spi.Fence;
import io.symphra.cache.spi.Lease;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of a guard: the table of the protocol, one method for each rule.
 *
 * <p>Each method is a rule that the interleaving test switches off to see that the test notices. Every guard given here
 * is one that still stands (see {@link #standing}).
 */
class GuardRules {

  /** What a release does: the guard it leaves, and whether the writer's value may be set. */
  record Released(@Nullable Guard guard, boolean maySet, boolean lowered) {}

  /** What is left of a guard at a time: expired leases and expired writers of a fence are gone. */
  final @Nullable Guard standing(@Nullable Guard guard, long now) {
    if (guard instanceof LeaseGuard lease) {
      return lease.deadline() - now > 0 ? lease : null;
    }
    if (guard instanceof FenceGuard fence) {
      Map<Long, Long> left = new HashMap<>(fence.deadlineByToken());
      left.values().removeIf(deadline -> deadline - now <= 0);
      return left.isEmpty() ? null : new FenceGuard(left, fence.tainted());
    }
    return null;
  }

  /** A lease is granted only where nothing stands. */
  boolean grantsLease(@Nullable Guard guard) {
    return guard == null;
  }

  /** A fill is accepted only from the holder of the lease that stands. */
  boolean acceptsFill(@Nullable Guard guard, Lease lease) {
    return guard instanceof LeaseGuard standing && standing.token() == lease.token();
  }

  /** A lease becomes a fence only while it stands: else somebody wrote since its holder read the value. */
  boolean acceptsUpgrade(@Nullable Guard guard, Lease lease) {
    return guard instanceof LeaseGuard standing && standing.token() == lease.token();
  }

  /** A value without a load is accepted unless a write is in progress. */
  boolean acceptsPut(@Nullable Guard guard) {
    return !(guard instanceof FenceGuard);
  }

  /** A fence replaces a lease; it joins a fence and taints it. */
  @Nullable
  Guard fenced(@Nullable Guard guard, Fence fence, long deadline) {
    Map<Long, Long> tokens = new HashMap<>();
    if (guard instanceof FenceGuard standing) {
      tokens.putAll(standing.deadlineByToken());
    }
    tokens.put(fence.token(), deadline);
    return new FenceGuard(Map.copyOf(tokens), guard instanceof FenceGuard);
  }

  /** An invalidation takes a lease away and taints a fence. */
  @Nullable
  Guard invalidated(@Nullable Guard guard) {
    return guard instanceof FenceGuard fence ? new FenceGuard(fence.deadlineByToken(), true) : null;
  }

  final Released released(@Nullable Guard guard, Fence fence) {
    if (!(guard instanceof FenceGuard standing)
        || !standing.deadlineByToken().containsKey(fence.token())) {
      return releasedUnknown(guard);
    }
    if (standing.deadlineByToken().size() > 1) {
      Map<Long, Long> others = new HashMap<>(standing.deadlineByToken());
      others.remove(fence.token());
      return new Released(new FenceGuard(Map.copyOf(others), true), false, false);
    }
    return releasedLast(standing);
  }

  /** A writer whose fence fell may have written after others: it sets nothing, and nobody else may either. */
  Released releasedUnknown(@Nullable Guard guard) {
    return new Released(invalidated(guard), false, true);
  }

  /** The last writer may set its value if no other write or invalidation came between. */
  Released releasedLast(FenceGuard fence) {
    return new Released(null, !fence.tainted(), true);
  }
}
