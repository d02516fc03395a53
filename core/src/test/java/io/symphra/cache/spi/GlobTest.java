package io.symphra.cache.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      emptyValue = "",
      value = {
        // literals
        "abc, abc, true",
        "abc, abd, false",
        "abc, ab, false",
        "abc, abcd, false",
        "abc, ABC, false",
        "\"\", \"\", true",
        "\"\", a, false",
        "a, \"\", false",
        "a.c, abc, false",
        "a+, aa, false",
        "(a|b), a, false",
        "^a$, a, false",
        // star
        "*, \"\", true",
        "*, abc, true",
        "**, \"\", true",
        "***, abc, true",
        "a*, a, true",
        "a*, abc, true",
        "a*, ba, false",
        "*c, abc, true",
        "*c, abcd, false",
        "a*c, ac, true",
        "a*c, abcbc, true",
        "a*c, abcb, false",
        "*b*, abc, true",
        "*b*, ac, false",
        "a*b*c, axbxbxc, true",
        "*ab, aab, true",
        "*aab, aaab, true",
        "*abab, abaabab, true",
        "a**b, ab, true",
        "user:*:profile, user:1:profile, true",
        "user:*:profile, user::profile, true",
        "user:*:profile, user:1:2:profile, true",
        "user:*:profile, user:profile, false",
        // question mark
        "?, a, true",
        "?, \"\", false",
        "?, ab, false",
        "h?llo, hello, true",
        "h?llo, hllo, false",
        "??*, a, false",
        "??*, ab, true",
        "*?, \"\", false",
        "*?, abc, true",
        "?*?, a, false",
        "?*?, ab, true",
        // sets
        "h[ae]llo, hello, true",
        "h[ae]llo, hallo, true",
        "h[ae]llo, hillo, false",
        "h[ae]llo, hllo, false",
        "h[^e]llo, hallo, true",
        "h[^e]llo, hello, false",
        "h[^e]llo, hllo, false",
        "h[a-c]llo, hbllo, true",
        "h[a-c]llo, hcllo, true",
        "h[a-c]llo, hdllo, false",
        "h[^a-c]llo, hbllo, false",
        "h[^a-c]llo, hdllo, true",
        "[c-a], b, true",
        "[a-cx-z], y, true",
        "[a-cx-z], m, false",
        "[a^], ^, true",
        "[a^], b, false",
        "[-a], -, true",
        "[-a], a, true",
        "[.], x, false",
        "[*], *, true",
        "[*], a, false",
        "[?], ?, true",
        "[?], a, false",
        "*[0-9], abc7, true",
        "*[0-9], 7abc, false",
        "[0-9]*[0-9], 7, false",
        "[0-9]*[0-9], 7x8, true",
        // a set without members, and one that takes all
        "[], a, false",
        "[]a], a, false",
        "[^], a, true",
        "[^], \"\", false",
        "[^]a, xa, true",
        // a bracket outside of a set
        "a], a], true",
        "], ], true",
        // a set that is never closed ends with the pattern
        "[abc, a, true",
        "[abc, c, true",
        "[abc, d, false",
        "[abc, ab, false",
        "[^abc, d, true",
        "[^abc, a, false",
        "[, a, false",
        "[^, a, true",
        "[a-, a, true",
        "[a-, -, true",
        "[a-, b, false",
        "x[a, xa, true",
        // a range may end with the bracket, which then closes nothing
        "[a-], a, true",
        "[a-], ^, true",
        "[a-], b, false",
        "[Z-]x, Z, true",
        "[Z-]x, x, true",
        // a backslash
        "\\*, *, true",
        "\\*, a, false",
        "\\?, ?, true",
        "\\?, a, false",
        "\\[a\\], [a], true",
        "\\[a\\], a, false",
        "a\\bc, abc, true",
        "\\\\, \\, true",
        "a\\, a\\, true",
        "a\\, a, false",
        "\\*a*, *abc, true",
        "[\\]], ], true",
        "[\\]a], a, true",
        "[\\^a], ^, true",
        "[\\-a], -, true",
        "[a\\-c], b, false",
        "[a\\-c], -, true",
        "[\\\\], \\, true",
        "[^\\]], ], false",
        "[^\\]], a, true",
        "[\\, \\, true",
      })
  void matchesAsRedisDoes(String pattern, String text, boolean expected) {
    assertThat(new Glob(pattern).matches(text))
        .as("'%s' against '%s'", pattern, text)
        .isEqualTo(expected);
  }

  /** Redis takes bytes here, so a question mark there takes half of an umlaut. */
  @Test
  void takesCharactersNotBytes() {
    assertThat(new Glob("caf?").matches("café")).isTrue();
    assertThat(new Glob("caf??").matches("café")).isFalse();
    assertThat(new Glob("[à-ü]t?").matches("été")).isTrue();
    assertThat(new Glob("日*").matches("日本")).isTrue();
  }

  @Test
  void matchesAcrossLinesAndControlCharacters() {
    assertThat(new Glob("a*b").matches("a\n\r\u0000b")).isTrue();
    assertThat(new Glob("a?b").matches("a\nb")).isTrue();
    assertThat(new Glob("[\n]").matches("\n")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*a*a*a*a*b", "a*a*a*a*a*a*a*a*a*a*b", "*?*?*?*?*?*b", "*[a]*[a]*[^b]*b"})
  void aPatternOfManyStarsIsFast(String pattern) {
    String text = "a".repeat(10_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(2), () -> assertThat(new Glob(pattern).matches(text)).isFalse());
    assertThat(new Glob(pattern).matches(text + "b")).isTrue();
  }

  @Test
  void aLongSetIsRefusedFast() {
    Glob glob = new Glob("*[" + "b".repeat(10_000) + "]");

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThat(glob.matches("a".repeat(10_000))).isFalse());
  }

  /** A pattern and its meaning as a regular expression are drawn together, so nothing is parsed twice the same way. */
  @Test
  void meansWhatTheSameRegularExpressionMeans() {
    Random random = new Random(7);
    int matched = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder glob = new StringBuilder();
      StringBuilder regex = new StringBuilder();
      for (int elements = random.nextInt(7); elements > 0; elements--) {
        drawElement(random, glob, regex);
      }
      String text = drawText(random);
      boolean expected =
          Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
      matched += expected ? 1 : 0;
      assertThat(new Glob(glob.toString()).matches(text))
          .as("'%s' (/%s/) against '%s'", glob, regex, text)
          .isEqualTo(expected);
    }
    assertThat(matched).as("both outcomes were seen often").isBetween(10_000, 190_000);
  }

  private static void drawElement(Random random, StringBuilder glob, StringBuilder regex) {
    char c = "ab]^-*".charAt(random.nextInt(6));
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        glob.append('*');
        regex.append(".*");
      }
      case 2 -> {
        glob.append('?');
        regex.append('.');
      }
      case 3 -> {
        boolean not = random.nextBoolean();
        glob.append(not ? "[^" : "[").append('\\').append(c).append("b]");
        regex
            .append(not ? "[^" : "[")
            .append('\\')
            .append(c == 'a' || c == 'b' ? "x6" + (c == 'a' ? '1' : '2') : c)
            .append("b]");
      }
      case 4 -> {
        glob.append("[a-b]");
        regex.append("[ab]");
      }
      default -> {
        glob.append('\\').append(c);
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
  }

  private static String drawText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(8); length > 0; length--) {
      text.append("aaabbb]^-*".charAt(random.nextInt(10)));
    }
    return text.toString();
  }

  @Test
  void aGroupTakesItsPrefixLiterally() {
    for (String prefix : new String[] {"", "user:", "a*b?", "[x]", "\\", "^-]", "日本:"}) {
      Glob glob = Glob.under(prefix, new Glob("*:profile"));

      assertThat(glob.matches(prefix + "1:profile")).as(prefix).isTrue();
      assertThat(glob.matches(prefix + "1:orders")).as(prefix).isFalse();
      assertThat(prefix.isEmpty() || !glob.matches("x" + prefix + "1:profile"))
          .as(prefix)
          .isTrue();
    }
    assertThat(Glob.under("a*", new Glob("b")).matches("axb")).isFalse();
    assertThat(Glob.under("a\\", new Glob("*")).matches("a*")).isFalse();
  }
}
