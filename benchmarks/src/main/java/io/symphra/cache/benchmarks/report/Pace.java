package io.symphra.cache.benchmarks.report;

import java.time.Duration;

/**
 * How long a suite takes for its figures.
 *
 * @param rounds how often each contender is measured, each time in a JVM of its own; a round measures all contenders,
 *     so that a slow minute of the machine does not hit one of them alone
 * @param warmups iterations in each JVM that do not count
 * @param iterations iterations in each JVM that count
 * @param iteration how long an iteration lasts
 * @param requests how much of a trace is played at most
 * @param entries how many entries a cache holds whose room is measured
 * @param quick whether this is a smoke run
 */
public record Pace(
    int rounds,
    int warmups,
    int iterations,
    Duration iteration,
    int requests,
    int entries,
    boolean quick) {

  /** How often each contender is measured unless somebody says otherwise. */
  public static final int ROUNDS = 5;

  /** Long enough for figures to be believed. */
  public static Pace full(int rounds) {
    return new Pace(rounds, 20, 10, Duration.ofMillis(250), Integer.MAX_VALUE, 1_000_000, false);
  }

  /** Just long enough to see that everything runs. */
  public static Pace smoke() {
    return new Pace(1, 1, 1, Duration.ofMillis(100), 20_000, 20_000, true);
  }
}
