package io.symphra.cache.internal;

import java.util.Map;

/**
 * What stands beside the value of one key in the in-heap protocol: nothing (null), a lease, or a fence.
 *
 * <p>Immutable. Deadlines are readings of the ticker.
 */
sealed interface Guard {

  /** One load is permitted. */
  record LeaseGuard(long token, long deadline) implements Guard {}

  /** Writes are in progress. */
  record FenceGuard(Map<Long, Long> deadlineByToken, boolean tainted) implements Guard {}
}
