package io.symphra.cache.spi;

import java.time.Duration;

/**
 * A permit to load one key and to fill the shared tier with the result.
 *
 * <p>At most one lease per key exists across all instances. A fence or an invalidation voids it; filling with a void
 * lease changes nothing. The idea is from Nishtala et al., "Scaling Memcache at Facebook", NSDI 2013, section 3.2.1.
 *
 * <p>Immutable.
 *
 * @param token what tells this lease from every other one of the key
 * @param timeout after which the tier forgets the lease and may grant another; positive
 */
public record Lease(long token, Duration timeout) {

  /** Checks the timeout. */
  public Lease {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("lease timeout must be positive, was " + timeout);
    }
  }
}
