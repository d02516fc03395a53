package io.symphra.cache.benchmarks.local;

import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the suite before it is measured.
 *
 * @param row its name
 * @param ours what is measured
 * @param theirs what it is compared with
 * @param against what that is, in words
 */
record Comparison(String row, Contender ours, Contender theirs, String against) {

  /** All rows of times, in the order of the table. */
  static List<Comparison> all() {
    return Stream.of(
            hit("local.hit", "symphra", "caffeineExpiring", "Caffeine, expireAfterWrite"),
            hit(
                "local.hit.coarse",
                "symphra",
                "caffeineCoarse",
                "the same, coarse ticker, recordStats"),
            hit(
                "local.hit.system-clock",
                "symphraWithSystemClock",
                "caffeineExpiring",
                "Caffeine, expireAfterWrite; both read the JVM's clock"),
            hit(
                "local.hit.plain",
                "symphra",
                "caffeine",
                "Caffeine, neither expiry nor statistics"),
            one("local.miss", MissBenchmark.class, "Caffeine, expireAfterWrite, LoadingCache"),
            one(
                "local.getall",
                GetAllBenchmark.class,
                "Caffeine, expireAfterWrite, LoadingCache; time of a call for 100 keys"))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Comparison> hit(String row, String ours, String theirs, String against) {
    return Stream.of(1, 4)
        .map(threads -> new Comparison(
            row + "." + threads,
            new Contender(HitBenchmark.class, ours, threads),
            new Contender(HitBenchmark.class, theirs, threads),
            against))
        .toList();
  }

  private static List<Comparison> one(String row, Class<?> benchmark, String against) {
    return List.of(new Comparison(
        row + ".1",
        new Contender(benchmark, "symphra", 1),
        new Contender(benchmark, "caffeineExpiring", 1),
        against));
  }
}
