package io.symphra.cache.benchmarks.torture;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do.
 *
 * @param duration how long it takes, for each topology
 * @param seed of everything random, but for the order in which threads run
 * @param topologies how Redis is set up, one after the other
 * @param without the rule that is missing; empty for none
 * @param json where the results go too; empty for nowhere else
 */
public record TortureOptions(
    Duration duration,
    long seed,
    List<Topology> topologies,
    Optional<Rule> without,
    Optional<Path> json) {

  private static final BigDecimal LEAST_MINUTES = new BigDecimal("0.5");
  private static final BigDecimal MOST_MINUTES = new BigDecimal(1_440);
  private static final String ALL = "all";

  private static final String USAGE =
      "usage: benchmarks/run torture [--minutes M] [--seed N] [--topology T] [--without RULE] [--json FILE]%n%n"
          + "  --minutes   how long, for each topology, 0.5 to 1440; by default 1%n"
          + "  --seed      a whole number; by default a random one, which is printed%n"
          + "  --topology  standalone, sentinel, cluster or all; by default standalone%n"
          + "  --without   a rule of the protocol to leave out, to see that it is missed: %s%n"
          + "  --json      a file for the results, besides results/torture.json%n%n"
          + "Exit codes: 0 no violation, 1 a violation, 2 wrong usage.%n";

  /**
   * Reads a command line.
   *
   * @param arguments what comes after {@code torture}
   * @throws IllegalArgumentException if it is wrong; the message says how
   */
  public static TortureOptions parse(List<String> arguments) {
    Duration duration = Duration.ofMinutes(1);
    long seed = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    List<Topology> topologies = List.of(Topology.STANDALONE);
    Optional<Rule> without = Optional.empty();
    Optional<Path> json = Optional.empty();
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      String option = rest.pop();
      switch (option) {
        case "--minutes" -> duration = minutes(rest.poll());
        case "--seed" -> seed = seed(rest.poll());
        case "--topology" -> topologies = topologies(rest.poll());
        case "--without" -> without = Optional.of(rule(rest.poll()));
        case "--json" -> json = Optional.of(file(rest.poll()));
        default ->
          throw new IllegalArgumentException(
              "torture has no option '%s'; allowed are --minutes, --seed, --topology, --without, --json"
                  .formatted(option));
      }
    }
    return new TortureOptions(duration, seed, topologies, without, json);
  }

  private static Duration minutes(@Nullable String given) {
    if (given != null && given.matches("\\d{1,4}(\\.\\d{1,3})?")) {
      BigDecimal minutes = new BigDecimal(given);
      if (minutes.compareTo(LEAST_MINUTES) >= 0 && minutes.compareTo(MOST_MINUTES) <= 0) {
        return Duration.ofMillis(minutes.multiply(new BigDecimal(60_000)).longValue());
      }
    }
    throw wrong("--minutes", "a number from 0.5 to 1440", given);
  }

  private static long seed(@Nullable String given) {
    if (given != null && given.matches("-?\\d{1,18}")) {
      return Long.parseLong(given);
    }
    throw wrong("--seed", "a whole number of up to 18 digits", given);
  }

  private static List<Topology> topologies(@Nullable String given) {
    if (ALL.equals(given)) {
      return List.of(Topology.values());
    }
    return Arrays.stream(Topology.values())
        .filter(topology -> topology.word().equals(given))
        .findFirst()
        .map(List::of)
        .orElseThrow(() -> wrong(
            "--topology",
            Arrays.stream(Topology.values()).map(Topology::word).collect(Collectors.joining(", "))
                + " or all",
            given));
  }

  private static Rule rule(@Nullable String given) {
    return Arrays.stream(Rule.values())
        .filter(rule -> rule.word().equals(given))
        .findFirst()
        .orElseThrow(() -> wrong("--without", "one of " + String.join(", ", Rule.words()), given));
  }

  private static Path file(@Nullable String given) {
    if (given == null || given.isBlank()) {
      throw wrong("--json", "a file", given);
    }
    return Path.of(given);
  }

  private static IllegalArgumentException wrong(
      String option, String allowed, @Nullable String given) {
    return new IllegalArgumentException("%s must be %s, was %s"
        .formatted(option, allowed, given == null ? "missing" : "'" + given + "'"));
  }

  /** What {@code --help} prints. */
  public static String usage() {
    return USAGE.formatted(String.join(", ", Rule.words()));
  }
}
