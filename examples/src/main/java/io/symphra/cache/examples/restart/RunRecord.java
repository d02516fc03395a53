package io.symphra.cache.examples.restart;

import io.symphra.cache.CacheStats;
import io.symphra.cache.warming.WarmingReport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was measured in one run, before it is judged.
 *
 * @param start how it began
 * @param samples a line for each request
 * @param databaseQueries the queries that reached the database after the restart
 * @param warmingQueries the queries that warming needed before
 * @param warming what came of warming
 * @param stats what the cache itself counted
 */
record RunRecord(
    Start start,
    Samples samples,
    long databaseQueries,
    long warmingQueries,
    Optional<WarmingReport> warming,
    CacheStats stats) {

  RunResult judgedBy(Steady steady) {
    SortedMap<Integer, Figures> windows = new TreeMap<>();
    Windows.filledBy(samples.size()).forEach(size -> windows.put(size, samples.first(size)));
    OptionalInt toSteady = steady.firstRequest(samples.hits());
    return new RunResult(
        start,
        windows,
        samples.first(samples.size()),
        databaseQueries,
        warmingQueries,
        toSteady,
        toSteady.isPresent()
            ? Optional.of(Duration.ofNanos(samples.dueAfter(toSteady.getAsInt())))
            : Optional.empty(),
        warming,
        stats,
        Curve.of(samples));
  }
}
