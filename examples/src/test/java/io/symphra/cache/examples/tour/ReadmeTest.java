package io.symphra.cache.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows the program that {@link FiveMinuteTourTest} runs, letter by letter. */
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Path TOUR =
      Path.of("src/test/java/io/symphra/cache/examples/tour/FiveMinuteTourTest.java");
  private static final Pattern JAVA_BLOCK =
      Pattern.compile("<!-- tour -->\\s*```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void showsTheProgramThatRuns() throws IOException {
    Matcher block = JAVA_BLOCK.matcher(Files.readString(README));

    assertThat(block.find())
        .as("README.md has a java block after <!-- tour -->")
        .isTrue();
    assertThat(block.group(1)).isEqualTo(tour());
  }

  @Test
  void theTourIsFoundAndHasNoChecksInIt() throws IOException {
    assertThat(tour())
        .startsWith("try (CacheManager caches")
        .endsWith("\n}\n")
        .doesNotContain("assertThat", "// check");
  }

  private static String tour() throws IOException {
    List<String> lines =
        Files.readAllLines(TOUR).stream().map(String::stripTrailing).toList();
    int begin = lines.indexOf("      // tour:begin");
    int end = lines.indexOf("      // tour:end");
    return String.join(
            "\n",
            lines.subList(begin + 1, end).stream()
                .filter(line -> !line.endsWith("// check"))
                .map(line -> line.length() > 6 ? line.substring(6) : "")
                .toList())
        + "\n";
  }
}
