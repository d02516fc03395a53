package io.symphra.cache.jdbc.internal;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A query with {@code in (<keys>)}, and the statement texts it stands for.
 *
 * <p>Immutable.
 */
public final class KeysQuery {

  private static final Pattern PLACE =
      Pattern.compile("(\\bnot\\s+)?\\bin\\s*\\(\\s*<keys>\\s*\\)", Pattern.CASE_INSENSITIVE);

  private final String text;

  private KeysQuery(String text) {
    this.text = text;
  }

  /**
   * Checks what can be checked without a database.
   *
   * @throws IllegalArgumentException if {@code <keys>} is missing, or stands elsewhere than in {@code in (<keys>)}
   */
  public static KeysQuery of(String text) {
    requireNonNull(text, "query");
    Matcher matcher = PLACE.matcher(text);
    int places = 0;
    while (matcher.find()) {
      places += matcher.group(1) == null ? 1 : 0;
    }
    if (places == 0 || places != text.split("<keys>", -1).length - 1) {
      throw new IllegalArgumentException(
          "query: \"%s\" must say which rows it is asked for; allowed: in (<keys>), once or more, and <keys> nowhere else"
              .formatted(text));
    }
    return new KeysQuery(withoutSemicolon(text));
  }

  /** The statement for a list of {@code size} keys of {@code width} columns. */
  String withList(int width, int size) {
    String keys =
        IntStream.range(0, size).mapToObj(key -> one(key, width)).collect(Collectors.joining(", "));
    return replace("in (" + keys + ")");
  }

  private static String one(int key, int width) {
    String parts = IntStream.range(0, width)
        .mapToObj(column -> ":" + name(key, column))
        .collect(Collectors.joining(", "));
    return width == 1 ? parts : "(" + parts + ")";
  }

  /** The statement for one array for each key column, as PostgreSQL takes it. */
  String withArrays(int width) {
    if (width == 1) {
      return replace("= any(:" + name(0, 0) + ")");
    }
    return replace(IntStream.range(0, width)
        .mapToObj(column -> ":" + name(0, column))
        .collect(Collectors.joining(", ", "in (select * from unnest(", "))")));
  }

  /** The parameter for a column of a key of the list, or of key 0 for an array. */
  static String name(int key, int column) {
    return "symphra_" + key + "_" + column;
  }

  static String withoutSemicolon(String text) {
    return text.strip().replaceAll("[;\\s]+$", "");
  }

  private String replace(String keys) {
    return PLACE.matcher(text).replaceAll(Matcher.quoteReplacement(keys));
  }

  @Override
  public String toString() {
    return text;
  }
}
