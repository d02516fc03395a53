package io.symphra.cache.jdbc.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of options, with messages that name the option, the value and what is allowed. */
public final class Checks {

  /** What a name of a table or a column may look like; no quote can hide in it. */
  public static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  // Statement timeouts are whole seconds, and finding a connection takes a part of the first.
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

  private Checks() {}

  /** A table or column name. */
  public static String identifier(String option, String value) {
    if (!IDENTIFIER.matcher(requireNonNull(value, option)).matches()) {
      throw new IllegalArgumentException("%s: \"%s\" is no identifier; allowed: %s"
          .formatted(option, value, IDENTIFIER.pattern()));
    }
    return value;
  }

  /** One name or more, no two alike. */
  public static List<String> identifiers(String option, String... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(option + ": no column was given; allowed: one or more");
    }
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(identifier(option, value).toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("%s: \"%s\" was given twice".formatted(option, value));
      }
    }
    return List.of(values);
  }

  /** A whole number within bounds. */
  public static int between(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: %d; allowed: %d to %d".formatted(option, value, min, max));
    }
    return value;
  }

  /** A timeout from two seconds to a day. */
  public static Duration timeout(String option, Duration value) {
    if (requireNonNull(value, option).compareTo(MIN_TIMEOUT) < 0
        || value.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException("%s: %s; allowed: 2 s to 1 day".formatted(option, value));
    }
    return value;
  }

  /** An option that must have been given. */
  public static <T> T given(
      String option, @org.jspecify.annotations.Nullable T value, String example) {
    if (value == null) {
      throw new IllegalStateException(
          "%s was not given; for example %s".formatted(option, example));
    }
    return value;
  }
}
