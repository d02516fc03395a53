package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Spread;
import io.symphra.cache.benchmarks.report.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a call costs that the local tier answers, and the hit rate, because both are promises about that tier. */
public final class LocalSuite implements Suite {

  private static final Contender HIT = new Contender(HitBenchmark.class, "symphra", 1);
  private static final Contender BASELINE =
      new Contender(HitBenchmark.class, "caffeineExpiring", 1);

  private final Suite hitRate;
  private final BiFunction<Contender, Pace, Sample> measure;

  /** A suite that measures with JMH, and takes in the rows of another suite. */
  public LocalSuite(Suite hitRate) {
    this(hitRate, Jmh::measure);
  }

  LocalSuite(Suite hitRate, BiFunction<Contender, Pace, Sample> measure) {
    this.hitRate = hitRate;
    this.measure = measure;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public String what() {
    return "time and allocation of hits, misses and batches beside Caffeine; takes in the suite hitrate";
  }

  @Override
  public String method(Pace pace) {
    return String.format(
        Locale.ROOT,
        "JMH, %d forks of %d + %d iterations of %d ms, contenders taking turns; median of the iterations, then of the forks, ± the farthest fork",
        pace.rounds(),
        pace.warmups(),
        pace.iterations(),
        pace.iteration().toMillis());
  }

  @Override
  public List<Row> run(Pace pace, Consumer<String> progress) throws IOException {
    List<Comparison> comparisons = Comparison.all();
    Map<Contender, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= pace.rounds(); round++) {
      for (Contender contender : contenders(comparisons)) {
        Sample sample = measure.apply(contender, pace);
        samples.computeIfAbsent(contender, same -> new ArrayList<>()).add(sample);
        progress.accept(String.format(
            Locale.ROOT,
            "%d/%d  %s: %.1f ns, %.1f B",
            round,
            pace.rounds(),
            contender,
            sample.nanos(),
            sample.bytes()));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      rows.add(row(comparison, "ns", samples, Sample::nanos));
    }
    rows.add(row(
        new Comparison("local.hit.bytes", HIT, BASELINE, "Caffeine, expireAfterWrite"),
        "B",
        samples,
        Sample::bytes));
    rows.addAll(hitRate.run(pace, progress));
    return rows;
  }

  private static List<Contender> contenders(List<Comparison> comparisons) {
    return comparisons.stream()
        .flatMap(comparison -> Stream.of(comparison.ours(), comparison.theirs()))
        .distinct()
        .toList();
  }

  private static Row row(
      Comparison comparison,
      String unit,
      Map<Contender, List<Sample>> samples,
      ToDoubleFunction<Sample> figure) {
    return Row.of(
        comparison.row(),
        spread(samples, comparison.ours(), figure),
        unit,
        spread(samples, comparison.theirs(), figure),
        comparison.against());
  }

  private static Spread spread(
      Map<Contender, List<Sample>> samples, Contender contender, ToDoubleFunction<Sample> figure) {
    return Spread.of(samples.getOrDefault(contender, List.of()).stream()
        .map(figure::applyAsDouble)
        .toList());
  }
}
