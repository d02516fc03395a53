package io.symphra.cache.examples.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  private static final Pattern DRAWN =
      Pattern.compile("<canvas id=\"(\\w+)\"[^>]*data-points=\"(\\d+)\" data-painted=\"true\"");

  @TempDir
  Path folder;

  @Test
  void asksForNothingFromOutside() {
    String page = HtmlReport.of(Results.small("orm-busy"));

    assertThat(page).doesNotContain("{{").doesNotContainPattern("(?i)(src|href)=\"(?!data:)");
    assertThat(page).doesNotContain("@import", "sourceMappingURL=http");
  }

  @Test
  void showsTheTableWithoutScripts() {
    assertThat(HtmlReport.of(Results.small("orm-busy")))
        .contains("<th scope=\"row\">first 100</th><td>25.0 %</td><td>50.0 %</td><td>75.0 %</td>");
  }

  @Test
  void aTraceNameIsTextWhateverItSays() {
    String page =
        HtmlReport.of(Results.small("</script><script>alert(1)</script>{{charts}}{{data}}&.csv"));

    assertThat(page)
        .doesNotContain("<script>alert")
        .contains(
            "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{charts}}{{data}}&amp;.csv");
  }

  @Test
  void theChartsAreDrawn() throws Exception {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no Chromium on the PATH, so nobody looks at the page");
    Path page =
        Files.writeString(folder.resolve("page.html"), HtmlReport.of(Results.small("orm-busy")));

    String dom = load(browser.orElseThrow(), page);

    assertThat(DRAWN.matcher(dom).results().map(HtmlReportTest::drawn))
        .containsExactly("hits 12", "p99 9", "p50 9");
  }

  private static String drawn(MatchResult canvas) {
    return canvas.group(1) + " " + canvas.group(2);
  }

  private String load(Path browser, Path page) throws IOException, InterruptedException {
    Path dom = folder.resolve("dom.html");
    Process process = new ProcessBuilder(
            browser.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--user-data-dir=" + folder.resolve("profile"),
            "--dump-dom",
            page.toUri().toString())
        .redirectOutput(dom.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("Chromium is done").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    return Files.readString(dom, UTF_8);
  }

  private static Optional<Path> browser() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator))
        .flatMap(place -> Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
