package io.symphra.cache.spi;

import java.time.Duration;

/**
 * A marker that a write to the system of record is in progress; while it stands nobody fills the fenced keys.
 *
 * <p>Several writers may fence one key at once, each with a token and a deadline of its own. A fence whose writer died
 * falls at its deadline, and it is not kept alive by the others. A key that was fenced by two writers at once is
 * tainted: neither may set its value, because nobody knows whose write came last.
 *
 * <p>Immutable.
 *
 * @param token what tells this writer from every other one
 * @param timeout after which the tier lets the fence fall unless it is renewed; positive
 */
public record Fence(long token, Duration timeout) {

  /** Checks the timeout. */
  public Fence {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("fence timeout must be positive, was " + timeout);
    }
  }
}
