package io.symphra.cache.expiry;

import static java.util.Objects.requireNonNull;

import io.symphra.cache.spi.Glob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Times to live by the look of the key: globs over its rendered form, asked in their order.
 *
 * <p>Immutable: each step gives a new one.
 *
 * @see TimeToLive#byKeyPattern()
 */
public final class KeyPatterns {

  static final KeyPatterns NONE = new KeyPatterns(List.of());

  private record Rule(Glob glob, Duration time) {}

  private final List<Rule> rules;

  private KeyPatterns(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * The time of keys whose rendered form matches a glob, unless an earlier one matches.
   *
   * @param glob as in Redis: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, and a backslash before a character that
   *     means itself
   * @param time positive; {@link TimeToLive#LONGEST} for no expiry
   * @throws IllegalArgumentException if {@code time} is not positive, or the glob stands here already: the second one
   *     would never be asked
   */
  public KeyPatterns when(String glob, Duration time) {
    Rule rule = new Rule(
        new Glob(requireNonNull(glob, "glob must not be null")), TimeToLive.requirePositive(time));
    if (rules.stream().anyMatch(earlier -> earlier.glob().equals(rule.glob()))) {
      throw new IllegalArgumentException(
          "timeToLive by key pattern has '%s' already, and the first one that matches counts"
              .formatted(glob));
    }
    List<Rule> more = new ArrayList<>(rules);
    more.add(rule);
    return new KeyPatterns(List.copyOf(more));
  }

  /**
   * The time of all other keys; with it the time to live is complete.
   *
   * @param time positive; {@link TimeToLive#LONGEST} for no expiry
   * @throws IllegalStateException if there is no pattern: {@link TimeToLive#of} is meant then
   */
  public TimeToLive<Object, Object> otherwise(Duration time) {
    Duration rest = TimeToLive.requirePositive(time);
    if (rules.isEmpty()) {
      throw new IllegalStateException(
          "timeToLive by key pattern needs a pattern; for one time for all keys use TimeToLive.of(%s)"
              .formatted(time));
    }
    return TimeToLive.byRenderedKey(rendered -> timeOf(rendered, rest), describe(rest));
  }

  private Duration timeOf(String rendered, Duration otherwise) {
    for (Rule rule : rules) {
      if (rule.glob().matches(rendered)) {
        return rule.time();
      }
    }
    return otherwise;
  }

  private String describe(Duration otherwise) {
    return rules.stream()
        .map(rule -> rule.glob().pattern() + " " + name(rule.time()))
        .collect(
            Collectors.joining(", ", "by key pattern (", ", otherwise " + name(otherwise) + ")"));
  }

  private static String name(Duration time) {
    return time.compareTo(TimeToLive.LONGEST) < 0 ? time.toString() : "eternal";
  }
}
