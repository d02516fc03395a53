package io.symphra.cache.examples.restart;

import java.util.List;
import java.util.SortedMap;

/**
 * What a restart met with, cold, warmed at random, and warmed from history.
 *
 * <p>Immutable.
 *
 * @param traceName where the requests come from
 * @param products how many products the catalogue has
 * @param history how many requests came before the restart
 * @param requests how many were played after it
 * @param settings what it was played with
 * @param steadyWindow over how many requests steadiness was judged
 * @param runs cold, random, warm
 * @param neverRestartedHitRates of the cache that was never restarted, by the number of first requests
 * @param neverRestarted how that one moved, without latencies
 */
public record RestartResult(
    String traceName,
    int products,
    int history,
    int requests,
    RestartSettings settings,
    int steadyWindow,
    List<RunResult> runs,
    SortedMap<Integer, Double> neverRestartedHitRates,
    Curve neverRestarted) {

  /** Copies the list. */
  public RestartResult {
    runs = List.copyOf(runs);
  }
}
