package io.symphra.cache.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  @TempDir
  Path folder;

  @Test
  void replacesTheFileAndLeavesNothingBesideIt() throws IOException {
    Path file = Files.writeString(folder.resolve("figures.json"), "old and longer");

    new OutputFile(file).write("new");

    assertThat(file).hasContent("new");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void writesThroughALink() throws IOException {
    Path file = Files.writeString(folder.resolve("real"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    new OutputFile(link).write("new");

    assertThat(file).hasContent("new");
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void whatIsNoRegularFileStaysWhatItIs() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "no /dev/null here");

    new OutputFile(device).write("gone");

    assertThat(Files.isRegularFile(device)).isFalse();
    assertThat(new OutputFile(device).obstacle()).isEmpty();
  }

  @Test
  void knowsBeforehandWhatStandsInTheWay() {
    assertThat(new OutputFile(folder.resolve("file")).obstacle()).isEmpty();
    assertThat(new OutputFile(folder).obstacle())
        .hasValue(folder + " is a folder; allowed: a file");
    assertThat(new OutputFile(folder.resolve("missing/file")).obstacle())
        .hasValueSatisfying(why -> assertThat(why).contains("missing").contains("does not exist"));
  }
}
