package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.local.Sample.Figure;
import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Spread;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A row of the suite before it is measured.
 *
 * @param row its name
 * @param figure what is compared
 * @param ours what is measured
 * @param theirs what it is compared with
 * @param against what that is, in words
 */
record Comparison(String row, Figure figure, Contender ours, Contender theirs, String against) {

  private static final String EXPIRING = "Caffeine, expireAfterWrite";
  private static final String LOOKUP =
      "only the lookup in Caffeine that ours begins with: expireAfter, coarse ticker, quiet";
  private static final String LOADING = "Caffeine, expireAfterWrite, LoadingCache";
  private static final String OF_BATCH = LOADING + "; a call for 100 keys";

  /** All rows, in the order of the table. */
  static List<Comparison> all() {
    return Stream.of(
            hit("local.hit", "caffeineExpiring", EXPIRING),
            hit("local.hit.coarse", "caffeineCoarse", "the same, coarse ticker, recordStats"),
            hit(
                "local.hit.system-clock",
                "symphraWithSystemClock",
                "caffeineExpiring",
                EXPIRING + "; both read the JVM's clock"),
            hit("local.hit.plain", "caffeine", "Caffeine, neither expiry nor statistics"),
            hit("local.hit.lookup", "caffeineLookup", LOOKUP),
            hit(
                "local.hit.lookup.expiring",
                "caffeineLookup",
                "caffeineExpiring",
                EXPIRING + "; the lookup of the row above, beside the baseline of local.hit"),
            hit(
                "local.hit.timed",
                "caffeineTimed",
                "that lookup, of entries that hold their own times"),
            hit(
                "local.hit.timed.expiring",
                "caffeineTimed",
                "caffeineExpiring",
                EXPIRING + "; the lookup of the row above, beside the baseline of local.hit"),
            hit("local.hit.vs-cache2k", "cache2k", "cache2k, expireAfterWrite"),
            hit("local.hit.vs-ehcache", "ehcache", "Ehcache, heap, time to live, statistics"),
            hit("local.hit.vs-spring", "spring", "Spring Cache, Caffeine, recordStats"),
            hit(
                "local.hit.vs-spring-cacheable",
                "springCacheable",
                "the same behind a method with @Cacheable"),
            jetCache("local.hit.vs-jetcache", "JetCache, Caffeine 2, statistics"),
            one("local.miss.1", Figure.TIME, MissBenchmark.class, LOADING),
            one("local.getall.1", Figure.TIME, GetAllBenchmark.class, OF_BATCH),
            one("local.hit.bytes", Figure.ALLOCATION, HitBenchmark.class, EXPIRING),
            one("local.miss.bytes", Figure.ALLOCATION, MissBenchmark.class, LOADING),
            one("local.getall.bytes", Figure.ALLOCATION, GetAllBenchmark.class, OF_BATCH))
        .flatMap(List::stream)
        .toList();
  }

  /** The row, once both have been measured. */
  Row measured(Map<Contender, List<Sample>> samples) {
    return Row.of(row, spread(ours, samples), figure.unit(), spread(theirs, samples), against);
  }

  private Spread spread(Contender contender, Map<Contender, List<Sample>> samples) {
    return Spread.ofMedian(
        samples.getOrDefault(contender, List.of()).stream().map(figure::of).toList());
  }

  private static List<Comparison> hit(String row, String theirs, String against) {
    return hit(row, "symphra", theirs, against);
  }

  private static List<Comparison> hit(String row, String ours, String theirs, String against) {
    return Stream.of(1, 4)
        .map(threads -> new Comparison(
            row + "." + threads,
            Figure.TIME,
            new Contender(HitBenchmark.class, ours, threads),
            new Contender(HitBenchmark.class, theirs, threads),
            against))
        .toList();
  }

  private static List<Comparison> jetCache(String row, String against) {
    return Stream.of(1, 4)
        .map(threads -> new Comparison(
            row + "." + threads,
            Figure.TIME,
            new Contender(HitBenchmark.class, "symphra", threads),
            new Contender(
                Libraries.JETCACHE,
                "io.symphra.cache.benchmarks.jetcache.JetCacheHitBenchmark",
                "jetCache",
                threads),
            against))
        .toList();
  }

  private static List<Comparison> one(
      String row, Figure figure, Class<?> benchmark, String against) {
    return List.of(new Comparison(
        row,
        figure,
        new Contender(benchmark, "symphra", 1),
        new Contender(benchmark, "caffeineExpiring", 1),
        against));
  }
}
