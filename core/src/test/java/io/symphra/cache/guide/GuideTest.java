package io.symphra.cache.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The guide shows programs that are compiled and run, letter by letter.
 *
 * <p>A java block stands after a comment that names a test class of this package and a region in it:
 * {@code <!-- FooGuideTest#bar -->}. The region lies between the lines {@code // region: bar} and {@code // end}. Lines
 * that end in {@code // check} are left out.
 */
class GuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "guide.md");
  private static final Path PROGRAMS = Path.of("src/test/java/io/symphra/cache/guide");
  private static final Pattern NAMED_BLOCK =
      Pattern.compile("<!-- (\\w+)#([\\w-]+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);

  /** A block of the guide. */
  record Block(String program, String region, String text) {
    @Override
    public String toString() {
      return program + "#" + region;
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void showsWhatRuns(Block block) throws IOException {
    assertThat(block.text()).isEqualTo(region(block));
  }

  @Test
  void everyProgramHasAName() throws IOException {
    assertThat(blocks())
        .as("java blocks of the guide, each after a <!-- FooGuideTest#region -->")
        .hasSize(Files.readString(GUIDE).split("```java", -1).length - 1)
        .isNotEmpty();
  }

  static List<Block> blocks() throws IOException {
    Matcher matcher = NAMED_BLOCK.matcher(Files.readString(GUIDE));
    return matcher
        .results()
        .map(found -> new Block(found.group(1), found.group(2), found.group(3)))
        .toList();
  }

  private static String region(Block block) throws IOException {
    Path program = PROGRAMS.resolve(block.program() + ".java");
    List<String> lines = Files.readAllLines(program);
    int begin = indexOf(lines, 0, "// region: " + block.region());
    int end = indexOf(lines, begin, "// end");
    List<String> shown = lines.subList(begin + 1, end).stream()
        .filter(line -> !line.endsWith("// check"))
        .toList();
    int indent = shown.stream()
        .filter(line -> !line.isBlank())
        .mapToInt(line -> line.length() - line.stripLeading().length())
        .min()
        .orElse(0);
    Stream<String> dedented =
        shown.stream().map(line -> line.isBlank() ? "" : line.substring(indent));
    return String.join("\n", dedented.toList()) + "\n";
  }

  private static int indexOf(List<String> lines, int from, String wanted) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(wanted)) {
        return i;
      }
    }
    throw new AssertionError("no line '" + wanted + "'");
  }
}
