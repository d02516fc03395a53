package io.symphra.cache.examples.restart;

import io.symphra.cache.CacheStats;
import io.symphra.cache.warming.WarmingReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * What one run met with.
 *
 * <p>Immutable.
 *
 * @param start how it began
 * @param windows the figures over the first requests, by their number
 * @param all the figures over all requests
 * @param databaseQueries the queries that reached the database after the restart
 * @param warmingQueries the queries that warming needed before
 * @param requestsToSteady after how many requests the cache was steady; empty if it never was
 * @param timeToSteady the same as time
 * @param warming what came of warming; empty for the cold run
 * @param stats what the cache itself counted
 * @param curve how it moved
 */
public record RunResult(
    Start start,
    SortedMap<Integer, Figures> windows,
    Figures all,
    long databaseQueries,
    long warmingQueries,
    OptionalInt requestsToSteady,
    Optional<Duration> timeToSteady,
    Optional<WarmingReport> warming,
    CacheStats stats,
    Curve curve) {

  /** The time spent warming; zero for the cold run. */
  public Duration warmingTime() {
    return warming.map(WarmingReport::duration).orElse(Duration.ZERO);
  }
}
