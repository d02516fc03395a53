package io.symphra.cache.benchmarks.hitrate;

import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Progress;
import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Spread;
import io.symphra.cache.benchmarks.report.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Real traces through a cache of Symphra and through plain Caffeine of the same size.
 *
 * <p>Caffeine's admission is partly random, and one play of a trace differs from the next by up to two points. So each
 * figure is the mean of many.
 */
public final class HitRateSuite implements Suite {

  private static final List<Integer> PERCENTS_OF_KEYS = List.of(1, 5, 25);

  /** With fewer the mean is off by more than the difference that is promised. */
  static final int PLAYS_IN_A_ROUND = 5;

  private final Player ours;
  private final Player theirs;

  /** With the players of this package. */
  public HitRateSuite() {
    this(Player::symphra, Player::caffeine);
  }

  HitRateSuite(Player ours, Player theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  @Override
  public String name() {
    return "hitrate";
  }

  @Override
  public String what() {
    return "hit rate on traces of real applications, beside plain Caffeine of the same size";
  }

  @Override
  public String method(Pace pace) {
    return "each trace played %d times from empty, on one thread; mean, ± twice its standard error; size in percent of its keys"
        .formatted(plays(pace));
  }

  @Override
  public List<Row> run(Pace pace, Consumer<String> progress) throws IOException {
    List<Row> rows = new ArrayList<>();
    Progress steps =
        new Progress("hit rates", Trace.NAMES.size() * PERCENTS_OF_KEYS.size(), progress);
    for (String name : Trace.NAMES) {
      Trace trace = Trace.read(name, pace.requests());
      int keys = trace.distinct();
      for (int percent : PERCENTS_OF_KEYS) {
        int size = Math.max(1, keys * percent / 100);
        Row row = Row.of(
            "local.hitrate.%s.%dpct".formatted(name, percent),
            play(ours, trace, size, plays(pace)),
            "%",
            play(theirs, trace, size, plays(pace)),
            String.format(
                Locale.ROOT, "Caffeine; %,d entries, %,d requests", size, trace.keys().length));
        rows.add(row);
        steps.done(String.format(
            Locale.ROOT, "%s: %.2f %% (%.2f %%)", row.name(), row.value(), row.baseline()));
      }
    }
    return rows;
  }

  private static int plays(Pace pace) {
    return pace.rounds() * PLAYS_IN_A_ROUND;
  }

  /** Plays run side by side: a hit rate does not depend on how fast they are. */
  private static Spread play(Player player, Trace trace, int size, int times) {
    return Spread.ofMean(IntStream.range(0, times)
        .parallel()
        .mapToObj(time -> 100 * player.hitRate(trace, size))
        .toList());
  }
}
