package io.symphra.cache.benchmarks.local;

import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Progress;
import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a call costs that the local tier answers, and what other suites have to say about that tier. */
public final class LocalSuite implements Suite {

  private final List<Suite> others;
  private final BiFunction<Contender, Pace, Sample> measure;

  /** A suite that measures with JMH, and takes in the rows of other suites. */
  public LocalSuite(List<Suite> others) {
    this(others, Jmh::measure);
  }

  LocalSuite(List<Suite> others, BiFunction<Contender, Pace, Sample> measure) {
    this.others = List.copyOf(others);
    this.measure = measure;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public String what() {
    return "time and allocation of hits, misses and batches beside other caches; takes in %s"
        .formatted(others.stream().map(Suite::name).collect(Collectors.joining(" and ")));
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
    List<Contender> contenders = contenders();
    Map<Contender, List<Sample>> samples = new LinkedHashMap<>();
    Progress steps = new Progress("times", pace.rounds() * contenders.size(), progress);
    for (int round = 1; round <= pace.rounds(); round++) {
      for (Contender contender : contenders) {
        Sample sample = measure.apply(contender, pace);
        samples.computeIfAbsent(contender, same -> new ArrayList<>()).add(sample);
        steps.done(String.format(
            Locale.ROOT, "%s: %.1f ns, %.1f B", contender, sample.nanos(), sample.bytes()));
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Comparison comparison : Comparison.all()) {
      rows.add(comparison.measured(samples));
    }
    for (Suite other : others) {
      rows.addAll(other.run(pace, progress));
    }
    return rows;
  }

  private static List<Contender> contenders() {
    return Comparison.all().stream()
        .flatMap(comparison -> Stream.of(comparison.ours(), comparison.theirs()))
        .distinct()
        .toList();
  }
}
