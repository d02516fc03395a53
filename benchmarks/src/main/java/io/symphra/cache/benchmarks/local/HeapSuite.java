package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Progress;
import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Spread;
import io.symphra.cache.benchmarks.report.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;

/** How much heap an entry takes, beyond its key and its value. */
public final class HeapSuite implements Suite {

  private static final Holder OURS = new Holder(SymphraState.class);

  /** What ours is compared with, in the order of the table. */
  private static final List<Comparison> COMPARISONS = List.of(
      new Comparison(
          "local.entry.bytes",
          new Holder(CaffeineState.Expiring.class),
          "Caffeine, expireAfterWrite"),
      new Comparison(
          "local.entry.bytes.plain", new Holder(CaffeineState.class), "Caffeine, no expiry"),
      new Comparison(
          "local.entry.bytes.vs-cache2k",
          new Holder(Cache2kState.class),
          "cache2k, expireAfterWrite"),
      new Comparison(
          "local.entry.bytes.vs-ehcache",
          new Holder(EhcacheState.class),
          "Ehcache, heap, time to live"),
      new Comparison(
          "local.entry.bytes.vs-jetcache",
          new Holder(Libraries.JETCACHE, "io.symphra.cache.benchmarks.jetcache.JetCacheState"),
          "JetCache, Caffeine 2"));

  private final ToDoubleBiFunction<Holder, Integer> measure;

  /** A suite that fills each cache in a JVM of its own. */
  public HeapSuite() {
    this(Holder::bytesPerEntry);
  }

  HeapSuite(ToDoubleBiFunction<Holder, Integer> measure) {
    this.measure = measure;
  }

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public String what() {
    return "heap of an entry beyond its key and value, beside other caches";
  }

  @Override
  public String method(Pace pace) {
    return String.format(
        Locale.ROOT,
        "%d forks, caches taking turns; heap after a collection with %,d entries, less that without; median, ± the farthest fork",
        pace.rounds(),
        pace.entries());
  }

  @Override
  public List<Row> run(Pace pace, Consumer<String> progress) {
    List<Holder> holders = holders();
    Map<Holder, List<Double>> figures = new LinkedHashMap<>();
    Progress steps = new Progress("heap", pace.rounds() * holders.size(), progress);
    for (int round = 1; round <= pace.rounds(); round++) {
      for (Holder holder : holders) {
        double bytes = measure.applyAsDouble(holder, pace.entries());
        figures.computeIfAbsent(holder, same -> new ArrayList<>()).add(bytes);
        steps.done(String.format(Locale.ROOT, "%s: %.1f B", holder, bytes));
      }
    }
    return COMPARISONS.stream().map(comparison -> comparison.measured(figures)).toList();
  }

  /** Each cache once, ours first. */
  static List<Holder> holders() {
    return Stream.concat(Stream.of(OURS), COMPARISONS.stream().map(Comparison::theirs))
        .toList();
  }

  private record Comparison(String row, Holder theirs, String against) {

    Row measured(Map<Holder, List<Double>> figures) {
      return Row.of(row, spread(OURS, figures), "B", spread(theirs, figures), against);
    }

    private static Spread spread(Holder holder, Map<Holder, List<Double>> figures) {
      return Spread.ofMedian(figures.getOrDefault(holder, List.of()));
    }
  }
}
