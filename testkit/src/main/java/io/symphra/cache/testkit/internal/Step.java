package io.symphra.cache.testkit.internal;

import java.time.Duration;
import java.util.List;

/**
 * One step of a random walk.
 *
 * @param ticks how long to wait first
 * @param operation what to do then
 * @param keys on which keys, one character each
 */
record Step(int ticks, Operation operation, List<String> keys) {

  /**
   * What a walk counts time in. Deadlines fall half way between two ticks, so that a tier in real time may be late by
   * half a tick without changing an answer.
   */
  static final Duration TICK = Duration.ofMillis(200);

  /** A time that ends half way between two ticks. */
  static Duration almost(int ticks) {
    return TICK.multipliedBy(ticks).minus(TICK.dividedBy(2));
  }

  Step at(int ticks) {
    return new Step(ticks, operation, keys);
  }

  Step on(List<String> keys) {
    return new Step(ticks, operation, keys);
  }
}
