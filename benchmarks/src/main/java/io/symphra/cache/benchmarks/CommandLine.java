package io.symphra.cache.benchmarks;

import java.io.Serial;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param action what to do
 * @param suite the suite to run; empty for other actions
 * @param quick whether a smoke run will do
 * @param rounds how often each contender is measured; empty for as often as it should be
 * @param results the folder of the results
 * @param rest what an action of its own reads itself
 */
record CommandLine(
    Action action,
    String suite,
    boolean quick,
    OptionalInt rounds,
    Path results,
    List<String> rest) {

  /** The suite that has options of its own, which come after its name. */
  static final String TORTURE = "torture";

  private static final int MOST_ROUNDS = 50;

  /** What the command can do. */
  enum Action {
    HELP,
    BUDGETS,
    TORTURE,
    SUITE
  }

  static CommandLine parse(List<String> arguments, List<String> suites) {
    Action action = Action.HELP;
    String suite = "";
    boolean quick = false;
    OptionalInt rounds = OptionalInt.empty();
    Path results = Path.of("benchmarks", "results");
    Deque<String> rest = new ArrayDeque<>(arguments);
    List<String> own = new ArrayList<>();
    while (!rest.isEmpty()) {
      String argument = rest.pop();
      if (action == Action.TORTURE && !argument.equals("--results")) {
        own.add(argument);
        continue;
      }
      switch (argument) {
        case "--help", "-h" -> {
          return new CommandLine(Action.HELP, "", false, rounds, results, List.of());
        }
        case "--quick" -> quick = true;
        case "--rounds" -> rounds = OptionalInt.of(rounds(rest.poll()));
        case "--results" -> {
          if (rest.isEmpty()) {
            throw new UsageException("--results needs a folder");
          }
          results = Path.of(rest.pop());
        }
        case TORTURE -> {
          if (action != Action.HELP || quick || rounds.isPresent()) {
            throw new UsageException("torture stands alone; its options come after it");
          }
          action = Action.TORTURE;
        }
        default -> {
          if (action != Action.HELP) {
            throw new UsageException(
                "one suite at a time; '%s' is one too many".formatted(argument));
          }
          action = argument.equals("budgets") ? Action.BUDGETS : Action.SUITE;
          suite = action == Action.SUITE ? known(argument, suites) : "";
        }
      }
    }
    if (quick && action != Action.SUITE) {
      throw new UsageException("--quick needs a suite: " + String.join(", ", suites));
    }
    if (rounds.isPresent() && (quick || action != Action.SUITE)) {
      throw new UsageException(
          "--rounds needs a suite, without --quick: " + String.join(", ", suites));
    }
    return new CommandLine(action, suite, quick, rounds, results, List.copyOf(own));
  }

  private static int rounds(@Nullable String argument) {
    if (argument != null && argument.matches("[1-9][0-9]?")) {
      int rounds = Integer.parseInt(argument);
      if (rounds <= MOST_ROUNDS) {
        return rounds;
      }
    }
    throw new UsageException("--rounds must be a number from 1 to %d, was %s"
        .formatted(MOST_ROUNDS, argument == null ? "missing" : "'" + argument + "'"));
  }

  private static String known(String argument, List<String> suites) {
    if (!suites.contains(argument)) {
      throw new UsageException("no %s '%s'; allowed are %s, torture, budgets"
          .formatted(
              argument.startsWith("-") ? "option" : "suite", argument, String.join(", ", suites)));
    }
    return argument;
  }

  /** The command line is wrong. The message says how. */
  static final class UsageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    UsageException(String message) {
      super(message);
    }
  }
}
