package io.symphra.cache.benchmarks.shared;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.benchmarks.report.Pace;
import io.symphra.cache.benchmarks.report.Progress;
import io.symphra.cache.benchmarks.report.Row;
import io.symphra.cache.benchmarks.report.Suite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a call costs that Redis answers, beside Lettuce alone and other caches on the same server.
 *
 * <p>In a round each contender has a JVM of its own. All of them are there at once and take turns in slices of a quarter of a
 * second, so that a slow moment of the machine does not hit one of them alone.
 */
public final class SharedSuite implements Suite {

  private static final int WARMING_CALLERS = 8;
  private static final int STAMPEDE_KEYS = 10;

  private final BiFunction<Contestant, String, Player> start;
  private final Predicate<Contestant> invited;

  /** A suite that measures each contender in a JVM of its own. */
  public SharedSuite() {
    this(Contestant::start, contestant -> true);
  }

  SharedSuite(BiFunction<Contestant, String, Player> start, Predicate<Contestant> invited) {
    this.start = start;
    this.invited = invited;
  }

  @Override
  public String name() {
    return "shared";
  }

  @Override
  public String what() {
    return "reads and writes that Redis answers, beside Lettuce alone and other caches";
  }

  @Override
  public String method(Pace pace) {
    return String.format(
        Locale.ROOT,
        "%d rounds with new JVMs, contenders taking turns in %d slices of %d ms; values of %d bytes of text; Redis on the same machine; median of the slices, then of the rounds, ± the farthest round",
        pace.rounds(),
        pace.iterations(),
        pace.iteration().toMillis(),
        Entries.LENGTH);
  }

  @Override
  public List<Row> run(Pace pace, Consumer<String> progress) {
    Figures figures = new Figures();
    int steps = Arrays.stream(Part.values())
        .mapToInt(part -> part.measures().size() + 1)
        .sum();
    Progress done = new Progress("steps", pace.rounds() * steps, progress);
    for (Part part : Part.values()) {
      try (Place place = part.open()) {
        for (int round = 0; round < pace.rounds(); round++) {
          place.servers().forEach(server -> server.command("FLUSHALL"));
          round(part, place, pace, figures, done);
        }
      }
    }
    return new SharedRows(figures).rows();
  }

  private void round(Part part, Place place, Pace pace, Figures figures, Progress done) {
    Map<Contestant, Player> players = new LinkedHashMap<>();
    try {
      for (Contestant contestant : part.contestants()) {
        if (invited.test(contestant)) {
          players.put(contestant, start.apply(contestant, place.uri()));
        }
      }
      new Round(part, place, pace, players, figures, done).run();
    } finally {
      close(players.values());
    }
  }

  private static void close(Collection<Player> players) {
    RuntimeException failure = null;
    for (Player player : players) {
      try {
        player.close();
      } catch (RuntimeException e) { // or the others would stay
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** The players of a part, from their start to their end. */
  private record Round(
      Part part,
      Place place,
      Pace pace,
      Map<Contestant, Player> players,
      Figures figures,
      Progress done) {

    void run() {
      for (int slice = 0; slice < pace.warmups() / 5; slice++) {
        for (Task task : List.of(Task.GET, Task.GET_ALL)) {
          players.values().forEach(player -> player.play(task, WARMING_CALLERS, pace.iteration()));
        }
      }
      part.measures().forEach(this::measure);
      stampede();
    }

    private void measure(Measure measure) {
      Map<Contestant, List<Slice>> slices = new LinkedHashMap<>();
      int warmups = 1 + pace.warmups() / 20;
      for (int i = 0; i < warmups + pace.iterations(); i++) {
        for (Contestant contestant : inTurn(i)) {
          if (part.takesPart(contestant, measure)) {
            Slice slice = play(contestant, measure);
            if (i >= warmups) {
              slices.computeIfAbsent(contestant, same -> new ArrayList<>()).add(slice);
            }
          }
        }
      }
      StringJoiner outcome = new StringJoiner(", ", part + ", " + measure + ": ", "");
      for (Contestant contestant : players.keySet()) {
        List<Slice> some = slices.getOrDefault(contestant, List.of());
        if (!some.isEmpty()) {
          figures.add(part, measure, contestant, some);
          outcome.add("%s %s".formatted(contestant, summary(measure, some)));
        }
      }
      done.done(outcome.toString());
    }

    /** Another one begins each time: whoever comes after a certain other one all the time may suffer from it. */
    private List<Contestant> inTurn(int turn) {
      List<Contestant> all = new ArrayList<>(players.keySet());
      Collections.rotate(all, turn);
      return all;
    }

    private Slice play(Contestant contestant, Measure measure) {
      CommandStats.reset(place.servers());
      Slice slice = requireNonNull(players.get(contestant))
          .play(measure.task(), measure.callers(), pace.iteration());
      contestant.check(measure.task(), slice, CommandStats.of(place.servers()));
      return slice;
    }

    private static String summary(Measure measure, List<Slice> slices) {
      return measure.callers() == 1
          ? String.format(Locale.ROOT, "%.0f µs", Figures.median(slices, Slice::p50))
          : String.format(Locale.ROOT, "%,.0f/s", Figures.median(slices, Slice::perSecond));
    }

    private void stampede() {
      StringJoiner outcome = new StringJoiner(", ", part + ", loads in a stampede: ", "");
      players.forEach((contestant, player) -> {
        if (part.meetsStampede(contestant)) {
          int loads = player.stampede(pace.quick() ? 1 : STAMPEDE_KEYS);
          figures.addLoads(part, contestant, loads);
          outcome.add("%s %d".formatted(contestant, loads));
        }
      });
      done.done(outcome.toString());
    }
  }
}
